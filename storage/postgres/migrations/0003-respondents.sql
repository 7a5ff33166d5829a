-- Surveys ask whom they choose, and an answer is a member's or an organisation's; what results are shown of and to
-- whom; what is read in the place of a text; which messages an instance has taken up.

alter table people add column digest_on json;
alter table organisations add column region text collate "C";
alter table practices add column on_behalf json;

alter table surveys
  alter column group_id drop not null,
  add column audience json,
  add column respondent json,
  add column remind_at json,
  add column results_from text collate "C",
  add column results_for text collate "C",
  add column breakdowns text[] collate "C",
  add column texts_shared_at timestamptz(3),
  add column earlier_round_id text collate "C",
  add column family_id text collate "C";

alter table responses add column respondent_id text collate "C", add column entered_by text collate "C",
  add column counted json;
update responses set respondent_id = member_id;
alter table responses
  alter column respondent_id set not null,
  alter column member_id drop not null,
  drop constraint responses_survey_id_member_id_key,
  add constraint responses_survey_id_respondent_id_key unique (survey_id, respondent_id);
create index responses_respondent_id on responses (respondent_id, id);

alter table anonymous_answers add column class text collate "C";

create table redactions (
  id text collate "C" constraint redactions_id primary key,
  version integer not null,
  network_id text collate "C" not null,
  survey_id text collate "C" not null,
  answer_id text collate "C" not null,
  code text collate "C" not null,
  original_hash text collate "C" not null,
  text text collate "C" not null,
  by_member_id text collate "C" not null,
  at timestamptz(3) not null,
  constraint redactions_answer_id_code_key unique (answer_id, code)
);
create index redactions_network_id on redactions (network_id, id);
create index redactions_survey_id on redactions (survey_id, id);

create table seen_activities (
  id text collate "C" constraint seen_activities_id primary key,
  version integer not null,
  at timestamptz(3) not null
);
create index seen_activities_at on seen_activities (at, id);
