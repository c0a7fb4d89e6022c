create table source (
  id uuid primary key,
  tenant_id uuid not null,
  name varchar(200) not null,
  provider varchar(60) not null,
  -- SHA-256 of the path token: the table alone does not open any door.
  token_hash bytea not null unique,
  token_sealed bytea not null,
  enabled boolean not null,
  settings varchar(60000) not null,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null
);
create index source_tenant on source (tenant_id, id);

-- Deduplication is this key and nothing else; it stays when the webhook itself is purged.
create table received_key (
  source_id uuid not null,
  event_id varchar(512) not null,
  received_id uuid not null,
  received_at timestamp with time zone not null,
  body_sha256 bytea not null,
  duplicates integer not null,
  differing_duplicates integer not null,
  last_duplicate_at timestamp with time zone,
  primary key (source_id, event_id)
);
create index received_key_received on received_key (received_id);

create table received (
  id uuid not null,
  tenant_id uuid not null,
  source_id uuid not null,
  event_id varchar(512) not null,
  event_id_derived boolean not null,
  event_type varchar(256),
  received_at timestamp with time zone not null,
  verified_by uuid,
  headers varchar(70000) not null,
  body bytea not null,
  status varchar(12) not null,
  primary key (id)
) ${partitioned_by_id};
create index received_tenant on received (tenant_id, id);
create index received_source on received (source_id, id);

-- What is still to be handed over; claimed and leased like deliveries are.
create table handover_queue (
  id uuid primary key,
  tenant_id uuid not null,
  source_id uuid not null,
  due_at timestamp with time zone not null,
  lease_token uuid,
  attempt_count integer not null
);
create index handover_queue_due on handover_queue (due_at);

create table rejection (
  id uuid primary key,
  tenant_id uuid not null,
  source_id uuid not null,
  reason varchar(40) not null,
  diagnosis varchar(1000),
  client_ip varchar(45) not null,
  user_agent varchar(300),
  signature_prefix varchar(40),
  rejected_at timestamp with time zone not null,
  count integer not null
);
create index rejection_tenant on rejection (tenant_id, id);
create index rejection_source on rejection (source_id, id);
