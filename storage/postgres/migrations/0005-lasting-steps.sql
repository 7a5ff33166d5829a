-- What steps that cannot be undone rest on, and links that belong to a person and a purpose.

-- What is deleted when its time has passed waits for a second reading of the clock.
alter table tasks add column read_at timestamptz(3);

-- Whose answers a secret survey asked for when it opened.
create table populations (
  id text collate "C" constraint populations_id primary key,
  version integer not null,
  network_id text collate "C" not null,
  count integer not null,
  respondent_ids text[] collate "C" not null
);
create index populations_network_id on populations (network_id, id);

-- No number of fewer than five answers stays.
alter table kept_figures alter column submitted drop not null;
update kept_figures set submitted = null where questions is null;
update surveys set emptied = (emptied::jsonb - 'submitted')::json
where anonymity <> 'named' and (emptied ->> 'submitted')::integer < 5;

-- Who left keeps what they return to; a channel that was deleted is told from one that refuses messages, and what is
-- told of it late from what is news.
alter table members add column on_return json;
alter table groups add column deleted json;
alter table groups add column told_at timestamptz(3);

create table absences (
  id text collate "C" constraint absences_id primary key,
  version integer not null,
  network_id text collate "C" not null,
  member_ids text[] collate "C" not null,
  asked_at timestamptz(3) not null
);

-- An operator may name a coordinator.
alter table audit_entries add column by_operator json;
-- Which of what people wrote was shared, each by what it says.
create table shared_texts (
  id text collate "C" constraint shared_texts_id primary key,
  version integer not null,
  network_id text collate "C" not null,
  texts text[] collate "C" not null
);
create index shared_texts_network_id on shared_texts (network_id, id);

-- Where Teams serves a network's team since it has moved, and where it did before.
alter table networks add column served json;

-- A closing says what it has not put down yet, and which key its answers are sealed with.
alter table surveys add column never_opened json, add column unsettled json;
update surveys set never_opened = 'true' where opens_at > closed_at;

create table seal_keys (
  id text collate "C" constraint seal_keys_id primary key,
  version integer not null,
  network_id text collate "C" not null,
  state text collate "C" not null,
  mark text collate "C",
  parted integer
);
create index seal_keys_network_id on seal_keys (network_id, id);
create index seal_keys_state on seal_keys (state, id);

-- What may tell who has not answered is a kind of its own, which leaves no trace.
update deliveries set kind = 'survey.secretReminder' where counted is not null;
alter table deliveries drop column counted;

-- How much somebody has made is counted before they make more.
create index comments_member_id on comments (member_id, id);
create index surveys_created_by on surveys (created_by, id);
create index meetings_created_by on meetings (created_by, id);

-- Which questions of a named survey keep their meaning.
create table answered_questions (
  id text collate "C" constraint answered_questions_id primary key,
  version integer not null,
  network_id text collate "C" not null,
  codes text[] collate "C" not null
);
create index answered_questions_network_id on answered_questions (network_id, id);

-- Links belong to a person and a purpose; what opens them is not stored.
create table links (
  id text collate "C" constraint links_id primary key,
  version integer not null,
  person_id text collate "C" not null,
  purpose text collate "C" not null,
  network_id text collate "C" not null,
  subject_id text collate "C" not null,
  language text collate "C",
  nonce text collate "C" not null,
  hash text collate "C" not null,
  created_at timestamptz(3) not null,
  expires_at timestamptz(3) not null
);
create index links_person_id on links (person_id, id);
create index links_network_id on links (network_id, id);
create index links_hash on links (hash, id);
create index links_expires_at on links (expires_at, id);
