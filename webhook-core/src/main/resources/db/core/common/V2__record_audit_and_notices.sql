-- One chain a tenant, and one of the platform itself (the nil UUID). The head says where it must end.
create table audit_chain (
  chain uuid primary key,
  length bigint not null,
  head bytea not null
);

-- No foreign key to tenant: the trail outlives what it tells of.
create table audit_entry (
  id uuid primary key,
  chain uuid not null,
  seq bigint not null,
  at timestamp with time zone not null,
  actor_type varchar(20) not null,
  actor_id varchar(100) not null,
  actor_name varchar(254) not null,
  action varchar(100) not null,
  target_type varchar(40) not null,
  target_id varchar(200) not null,
  ip varchar(64),
  request_id varchar(64),
  before_state varchar,
  after_state varchar,
  previous_hash bytea not null,
  hash bytea not null,
  unique (chain, seq)
);
create index audit_entry_newest on audit_entry (chain, id);

-- What people are told. open_key is unique while the incident lasts and null when it is over.
create table notice (
  id uuid primary key,
  -- the nil UUID for those who run the platform
  tenant_id uuid not null,
  kind varchar(60) not null,
  severity varchar(10) not null,
  incident varchar(200) not null,
  open_key varchar(260) unique,
  sentence varchar(2000) not null,
  details varchar not null,
  raised_at timestamp with time zone not null,
  last_raised_at timestamp with time zone not null,
  raised_count bigint not null,
  resolved_at timestamp with time zone
);
create index notice_tenant on notice (tenant_id, id);
