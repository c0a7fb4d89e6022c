-- What people edit …
create table endpoint (
  id uuid primary key,
  tenant_id uuid not null,
  url varchar(2048) not null,
  description varchar(1000) not null,
  signature_formats varchar(200) not null,
  headers varchar(16000) not null,
  timeout_seconds integer not null,
  retry_schedule varchar(1000),
  max_attempts integer,
  rate_limit_requests integer,
  rate_limit_per_seconds integer,
  max_in_flight integer,
  ordering varchar(10) not null,
  suspend_after_failures integer not null,
  suspend_min_seconds integer not null,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null
);
create index endpoint_tenant on endpoint (tenant_id, id);

-- … apart from what the machine counts: neither overwrites the other.
create table endpoint_health (
  endpoint_id uuid primary key,
  tenant_id uuid not null,
  status varchar(10) not null,
  status_reason varchar(200),
  suspended_at timestamp with time zone,
  suspended_reason varchar(500),
  consecutive_failures integer not null,
  first_failure_at timestamp with time zone
);
create index endpoint_health_tenant on endpoint_health (tenant_id);
create index endpoint_health_status on endpoint_health (status);

create table subscription (
  id uuid primary key,
  tenant_id uuid not null,
  endpoint_id uuid not null,
  event_types varchar(8000) not null,
  channels varchar(8000) not null,
  filter varchar(4000),
  transformation varchar(16000),
  enabled boolean not null,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null
);
create index subscription_tenant on subscription (tenant_id, id);
create index subscription_endpoint on subscription (endpoint_id);

-- payload: the exact bytes every standard delivery of the event carries.
create table event (
  id uuid not null,
  tenant_id uuid not null,
  external_id varchar(128),
  type varchar(256) not null,
  occurred_at timestamp with time zone not null,
  channel varchar(128),
  ordering_key varchar(128),
  payload bytea not null,
  created_at timestamp with time zone not null,
  primary key (id)
) ${partitioned_by_id};
create index event_tenant on event (tenant_id, id);

-- The caller's id deduplicates by this key and nothing else.
create table event_key (
  tenant_id uuid not null,
  external_id varchar(128) not null,
  event_id uuid not null,
  created_at timestamp with time zone not null,
  primary key (tenant_id, external_id)
);

-- The ledger: one row for every event and matching subscription, from acceptance to a terminal
-- state. "sending" is not stored: it is a leased row of delivery_queue.
create table delivery (
  id uuid not null,
  tenant_id uuid not null,
  event_id uuid not null,
  endpoint_id uuid not null,
  subscription_id uuid not null,
  event_type varchar(256) not null,
  status varchar(12) not null,
  status_reason varchar(200),
  attempt_count integer not null,
  next_attempt_at timestamp with time zone,
  created_at timestamp with time zone not null,
  completed_at timestamp with time zone,
  primary key (id)
) ${partitioned_by_id};
create index delivery_tenant on delivery (tenant_id, id);
create index delivery_tenant_status on delivery (tenant_id, status, id);
create index delivery_endpoint on delivery (endpoint_id, id);
create index delivery_event on delivery (event_id);

-- Narrow and hot: what is still to be sent. A claim moves due_at to the end of the lease and sets
-- the token; a lease that runs out is simply due again, and counted in interruptions.
-- attempt_count: attempts that were settled. held: the endpoint is suspended or disabled.
-- retry: the lane of retries and replays, apart from that of first attempts.
create table delivery_queue (
  id uuid primary key,
  tenant_id uuid not null,
  endpoint_id uuid not null,
  event_id uuid not null,
  due_at timestamp with time zone not null,
  lease_token uuid,
  attempt_count integer not null,
  held boolean not null,
  retry boolean not null default false,
  interruptions integer not null default 0
);

create table attempt (
  id uuid not null,
  tenant_id uuid not null,
  delivery_id uuid not null,
  number integer not null,
  started_at timestamp with time zone not null,
  duration_ms integer not null,
  dns_ms integer,
  connect_ms integer,
  tls_ms integer,
  first_byte_ms integer,
  outcome varchar(20) not null,
  response_status integer,
  request_headers varchar(20000) not null,
  response_headers varchar(40000) not null,
  response_body ${large_text},
  response_body_truncated boolean not null,
  detail varchar(1000),
  primary key (id)
) ${partitioned_by_id};
create index attempt_delivery on attempt (delivery_id, id);
