-- What attempts came to, counted by each node for a few seconds and added here; never updated, so
-- that no two nodes meet in a row. hourly: older rows, summed up.
create table endpoint_stat (
  endpoint_id uuid not null,
  tenant_id uuid not null,
  counted_at timestamp with time zone not null,
  outcome varchar(20) not null,
  duration_class smallint not null,
  attempts bigint not null,
  hourly boolean not null default false
);
create index endpoint_stat_endpoint on endpoint_stat (endpoint_id, counted_at);
create index endpoint_stat_age on endpoint_stat (hourly, counted_at);
