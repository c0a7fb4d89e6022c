-- What is usual for a source, and whether an alarm is open; whoever moves the revision acts.
create table source_baseline (
  source_id uuid primary key,
  tenant_id uuid not null,
  looked_until timestamp with time zone not null,
  burst_since timestamp with time zone,
  state ${large_text} not null,
  revision bigint not null
);
create index source_baseline_burst on source_baseline (burst_since);

-- Networks from which a source got good signatures: these are never blocked by themselves.
create table verified_network (
  source_id uuid not null,
  network varchar(50) not null,
  last_seen_at timestamp with time zone not null,
  primary key (source_id, network)
);
create index verified_network_seen on verified_network (last_seen_at);

-- What the machine or a person does against an attack; it ends by itself.
create table source_measure (
  id uuid primary key,
  tenant_id uuid not null,
  source_id uuid not null,
  kind varchar(20) not null,
  network varchar(50),
  reason varchar(500) not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  ended_at timestamp with time zone
);
create index source_measure_source on source_measure (source_id, id);
create index source_measure_expires on source_measure (expires_at);

create table deny_list (
  id uuid primary key,
  tenant_id uuid not null,
  name varchar(200) not null,
  url varchar(2000),
  refresh_seconds integer not null,
  enabled boolean not null,
  -- The last good copy, one range a line, sorted and merged.
  ranges ${large_text} not null,
  entries integer not null,
  skipped integer not null,
  version uuid not null,
  imported_at timestamp with time zone,
  next_fetch_at timestamp with time zone,
  failures integer not null,
  last_error varchar(500),
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null
);
create index deny_list_tenant on deny_list (tenant_id, id);
create index deny_list_due on deny_list (next_fetch_at);
