-- For how long the answers to a survey are kept, what stays of them after that, and the account of their deletion.

alter table surveys add column keep_months integer, add column emptied json;
alter table audit_entries add column about json;

create table kept_figures (
  id text collate "C" constraint kept_figures_id primary key,
  version integer not null,
  network_id text collate "C" not null,
  submitted integer not null,
  questions json
);
create index kept_figures_network_id on kept_figures (network_id, id);

-- What is still to come is found without reading what is over.
create index meetings_ends_at on meetings (ends_at, id);
