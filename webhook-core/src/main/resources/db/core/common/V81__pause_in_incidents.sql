-- What people have stopped for a while. object_id: a tenant, an endpoint, a source, or the nil UUID for everything.
-- Almost always empty; every claim of deliveries looks here.
create table pause (
  id uuid primary key,
  tenant_id uuid not null,
  scope varchar(10) not null,
  object_id uuid not null unique,
  intake boolean not null,
  deliveries boolean not null,
  reason varchar(500) not null,
  paused_by varchar(254) not null,
  created_at timestamp with time zone not null
);
