-- The circuit breaker of an endpoint, shared by all nodes. probe_at: when the next probe may go
-- (open), or when one that never returned is given up (probing). The window counts attempts since
-- a first failure.
alter table endpoint_health add column breaker varchar(10) not null default 'CLOSED';
alter table endpoint_health add column probe_at timestamp with time zone;
alter table endpoint_health add column probe_delivery uuid;
alter table endpoint_health add column breaker_wait_ms bigint;
alter table endpoint_health add column window_since timestamp with time zone;
alter table endpoint_health add column window_attempts integer not null default 0;
alter table endpoint_health add column window_failures integer not null default 0;

-- What has been told of it to people and subscribers. Where it differs from status and warning,
-- there is news to tell: written in one transaction with the news, so none is lost or told twice.
alter table endpoint_health add column warning integer not null default 0;
alter table endpoint_health add column told_status varchar(10) not null default 'ACTIVE';
alter table endpoint_health add column told_warning integer not null default 0;
update endpoint_health set told_status = status;

-- Paces claims for one endpoint over all nodes: whoever claims for it holds its row meanwhile.
-- bucket: tokens of the rate limit. free_at: none before that.
create table endpoint_pace (
  endpoint_id uuid primary key,
  bucket bytea,
  free_at timestamp with time zone
);
