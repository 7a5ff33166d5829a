-- What is stored is called by plainer names, and a validation may have a last day.

alter table surveys rename column emptied to answers_deleted;
alter table groups rename column told_at to last_event_at;

alter table kept_figures rename to published_results;
alter table published_results rename constraint kept_figures_id to published_results_id;
alter index kept_figures_network_id rename to published_results_network_id;

alter table seal_keys rename column parted to anonymised;
update seal_keys set state = 'toDestroy' where state = 'parted';

alter table networks rename column served to service_urls;
update networks
set service_urls = json_build_object('current', service_urls -> 'at', 'former', service_urls -> 'formerly')
where service_urls is not null;

alter table practices add column validate_by date;
