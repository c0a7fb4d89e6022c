create table event_type (
  id uuid primary key,
  tenant_id uuid not null,
  name varchar(256) not null,
  description varchar(1000) not null,
  schema_json ${large_text},
  example_json ${large_text},
  version integer not null,
  archived boolean not null,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  unique (tenant_id, name)
);

-- Every schema a type ever had; the last one is also in event_type.
create table event_type_version (
  event_type_id uuid not null,
  tenant_id uuid not null,
  version integer not null,
  schema_json ${large_text},
  example_json ${large_text},
  created_at timestamp with time zone not null,
  primary key (event_type_id, version)
);

-- A portion of a job is one transaction that also moves last_id: what died with a node goes on
-- exactly there.
create table job (
  id uuid primary key,
  tenant_id uuid not null,
  kind varchar(20) not null,
  status varchar(10) not null,
  filter_json varchar(4000) not null,
  total bigint not null,
  completed bigint not null,
  last_id uuid not null,
  due_at timestamp with time zone not null,
  created_at timestamp with time zone not null,
  completed_at timestamp with time zone
);
create index job_tenant on job (tenant_id, id);
create index job_due on job (status, due_at);
