-- One table for each collection. Text is compared by its characters whatever the database's locale; an absent field
-- is null; json, unlike jsonb, keeps the order of keys, so that a record comes back as it was written.

create table networks (
  id text collate "C" constraint networks_id primary key,
  version integer not null,
  tenant_id text collate "C" not null,
  team_id text collate "C" not null,
  name json not null,
  region text collate "C" not null,
  time_zone text collate "C" not null,
  language text collate "C" not null,
  project_ends_on date,
  created_at timestamptz(3) not null,
  constraint networks_tenant_id_team_id_key unique (tenant_id, team_id)
);
create index networks_tenant_id on networks (tenant_id, id);
create index networks_team_id on networks (team_id, id);

create table groups (
  id text collate "C" constraint groups_id primary key,
  version integer not null,
  network_id text collate "C" not null,
  name json not null,
  channel_id text collate "C" not null,
  chat json,
  service_url text collate "C" not null,
  language text collate "C" not null,
  refused_at timestamptz(3),
  constraint groups_network_id_channel_id_key unique (network_id, channel_id)
);
create index groups_network_id on groups (network_id, id);
create index groups_channel_id on groups (channel_id, id);

create table organisations (
  id text collate "C" constraint organisations_id primary key,
  version integer not null,
  network_id text collate "C" not null,
  name text collate "C" not null,
  type text collate "C" not null,
  municipalities text[] collate "C" not null,
  contact_point text collate "C"
);
create index organisations_network_id on organisations (network_id, id);

create table members (
  id text collate "C" constraint members_id primary key,
  version integer not null,
  network_id text collate "C" not null,
  person_id text collate "C" not null,
  name text collate "C" not null,
  guest boolean not null,
  organisation_id text collate "C",
  group_ids text[] collate "C" not null,
  leads text[] collate "C" not null,
  roles text[] collate "C" not null,
  outside json,
  left_at timestamptz(3),
  constraint members_network_id_person_id_key unique (network_id, person_id)
);
create index members_network_id on members (network_id, id);
create index members_person_id on members (person_id, id);
create index members_group_ids on members using gin (group_ids);

create table people (
  id text collate "C" constraint people_id primary key,
  version integer not null,
  language text collate "C",
  conversation json,
  refused_at timestamptz(3),
  reminders_off json,
  chosen_network_id text collate "C"
);

create table installations (
  id text collate "C" constraint installations_id primary key,
  version integer not null,
  greeted_at timestamptz(3) not null
);

create table audit_entries (
  id text collate "C" constraint audit_entries_id primary key,
  version integer not null,
  network_id text collate "C" not null,
  at timestamptz(3) not null,
  by_member_id text collate "C",
  kind text collate "C" not null,
  subject_id text collate "C" not null,
  changes json not null
);
create index audit_entries_network_id on audit_entries (network_id, id);
create index audit_entries_by_member_id on audit_entries (by_member_id, id);
create index audit_entries_subject_id on audit_entries (subject_id, id);

create table surveys (
  id text collate "C" constraint surveys_id primary key,
  version integer not null,
  network_id text collate "C" not null,
  group_id text collate "C" not null,
  template text collate "C",
  title json not null,
  purpose json not null,
  anonymity text collate "C" not null,
  questions json not null,
  state text collate "C" not null,
  opens_at timestamptz(3),
  closes_at timestamptz(3) not null,
  created_by text collate "C" not null,
  created_at timestamptz(3) not null,
  closed_at timestamptz(3),
  cancel_reason text collate "C",
  reopened_at timestamptz(3),
  revision integer,
  earlier_wordings json,
  reminded_at timestamptz(3),
  sent_to text collate "C",
  lost_answers integer
);
create index surveys_network_id on surveys (network_id, id);
create index surveys_group_id on surveys (group_id, id);
create index surveys_state on surveys (state, id);

create table responses (
  id text collate "C" constraint responses_id primary key,
  version integer not null,
  network_id text collate "C" not null,
  survey_id text collate "C" not null,
  member_id text collate "C" not null,
  organisation_id text collate "C",
  state text collate "C" not null,
  answers json not null,
  draft json,
  sealed text collate "C",
  revision integer,
  updated_at timestamptz(3) not null,
  submitted_at timestamptz(3),
  constraint responses_survey_id_member_id_key unique (survey_id, member_id)
);
create index responses_network_id on responses (network_id, id);
create index responses_survey_id on responses (survey_id, id);
create index responses_member_id on responses (member_id, id);
create index responses_state on responses (state, id);

create table anonymous_answers (
  id text collate "C" constraint anonymous_answers_id primary key,
  version integer not null,
  network_id text collate "C" not null,
  survey_id text collate "C" not null,
  answers json not null
);
create index anonymous_answers_network_id on anonymous_answers (network_id, id);
create index anonymous_answers_survey_id on anonymous_answers (survey_id, id);

create table meetings (
  id text collate "C" constraint meetings_id primary key,
  version integer not null,
  network_id text collate "C" not null,
  group_id text collate "C" not null,
  title text collate "C" not null,
  starts_at timestamptz(3) not null,
  ends_at timestamptz(3) not null,
  time_zone text collate "C" not null,
  place text collate "C" not null,
  agenda text collate "C" not null,
  state text collate "C" not null,
  sequence integer not null,
  created_by text collate "C" not null,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null
);
create index meetings_network_id on meetings (network_id, id);
create index meetings_group_id on meetings (group_id, id);
create index meetings_state on meetings (state, id);
create index meetings_starts_at on meetings (starts_at, id);

create table attendances (
  id text collate "C" constraint attendances_id primary key,
  version integer not null,
  network_id text collate "C" not null,
  meeting_id text collate "C" not null,
  member_id text collate "C" not null,
  reply text collate "C" not null,
  updated_at timestamptz(3) not null,
  constraint attendances_meeting_id_member_id_key unique (meeting_id, member_id)
);
create index attendances_network_id on attendances (network_id, id);
create index attendances_meeting_id on attendances (meeting_id, id);
create index attendances_member_id on attendances (member_id, id);

create table practices (
  id text collate "C" constraint practices_id primary key,
  version integer not null,
  kind text collate "C" not null,
  title json not null,
  sections json not null,
  filing json not null,
  network_id text collate "C" not null,
  group_id text collate "C" not null,
  revision integer not null,
  state text collate "C" not null,
  return_reason text collate "C",
  author_member_id text collate "C" not null,
  organisation_id text collate "C",
  draft json,
  example boolean not null,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null
);
create index practices_network_id on practices (network_id, id);
create index practices_group_id on practices (group_id, id);
create index practices_state on practices (state, id);
create index practices_kind on practices (kind, id);
create index practices_author_member_id on practices (author_member_id, id);

create table practice_revisions (
  id text collate "C" constraint practice_revisions_id primary key,
  version integer not null,
  kind text collate "C" not null,
  title json not null,
  sections json not null,
  filing json not null,
  network_id text collate "C" not null,
  practice_id text collate "C" not null,
  revision integer not null,
  saved_by text collate "C" not null,
  saved_at timestamptz(3) not null,
  constraint practice_revisions_practice_id_revision_key unique (practice_id, revision)
);
create index practice_revisions_network_id on practice_revisions (network_id, id);
create index practice_revisions_practice_id on practice_revisions (practice_id, id);

create table comments (
  id text collate "C" constraint comments_id primary key,
  version integer not null,
  network_id text collate "C" not null,
  practice_id text collate "C" not null,
  revision integer not null,
  member_id text collate "C" not null,
  organisation_id text collate "C",
  text text collate "C" not null,
  created_at timestamptz(3) not null
);
create index comments_network_id on comments (network_id, id);
create index comments_practice_id on comments (practice_id, id);

create table validations (
  id text collate "C" constraint validations_id primary key,
  version integer not null,
  network_id text collate "C" not null,
  practice_id text collate "C" not null,
  revision integer not null,
  member_id text collate "C" not null,
  organisation_id text collate "C" not null,
  verdict text collate "C" not null,
  reason text collate "C",
  updated_at timestamptz(3) not null,
  constraint validations_practice_id_revision_organisation_id_key unique (practice_id, revision, organisation_id)
);
create index validations_network_id on validations (network_id, id);
create index validations_practice_id on validations (practice_id, id);
create index validations_organisation_id on validations (organisation_id, id);

create table deliveries (
  id text collate "C" constraint deliveries_id primary key,
  version integer not null,
  network_id text collate "C" not null,
  kind text collate "C" not null,
  subject_id text collate "C" not null,
  "to" json not null,
  target_id text collate "C" not null,
  group_id text collate "C",
  key text collate "C" not null,
  state text collate "C" not null,
  attempts integer not null,
  doubts integer,
  due_at timestamptz(3) not null,
  sender text collate "C",
  created_at timestamptz(3) not null,
  settled_at timestamptz(3),
  replaces_id text collate "C",
  activity_id text collate "C",
  conversation_id text collate "C",
  reason text collate "C",
  counted json,
  constraint deliveries_key_key unique (key)
);
create index deliveries_network_id on deliveries (network_id, id);
create index deliveries_state on deliveries (state, due_at, id);
create index deliveries_subject_id on deliveries (subject_id, id);
create index deliveries_group_id on deliveries (group_id, id);
create index deliveries_target_id on deliveries (target_id, id);
create index deliveries_kind on deliveries (kind, id);
create index deliveries_due_at on deliveries (due_at, id);
create index deliveries_replaces_id on deliveries (replaces_id, id);

create table delivery_tallies (
  id text collate "C" constraint delivery_tallies_id primary key,
  version integer not null,
  network_id text collate "C" not null,
  group_id text collate "C",
  subject_id text collate "C" not null,
  kind text collate "C" not null,
  counts json not null
);
create index delivery_tallies_network_id on delivery_tallies (network_id, id);
create index delivery_tallies_subject_id on delivery_tallies (subject_id, id);
create index delivery_tallies_group_id on delivery_tallies (group_id, id);

create table delivery_holds (
  id text collate "C" constraint delivery_holds_id primary key,
  version integer not null,
  network_id text collate "C" not null,
  held_at timestamptz(3) not null,
  withdrawn json
);
create index delivery_holds_network_id on delivery_holds (network_id, id);

create table rate_budgets (
  id text collate "C" constraint rate_budgets_id primary key,
  version integer not null,
  slots json not null
);

create table tasks (
  id text collate "C" constraint tasks_id primary key,
  version integer not null,
  network_id text collate "C" not null,
  kind text collate "C" not null,
  subject_id text collate "C" not null,
  due_at timestamptz(3) not null,
  after text collate "C"
);
create index tasks_network_id on tasks (network_id, id);
create index tasks_subject_id on tasks (subject_id, id);
create index tasks_due_at on tasks (due_at, id);
