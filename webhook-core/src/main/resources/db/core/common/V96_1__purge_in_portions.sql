-- What was deleted and may have rows left: nodes take them away a portion at a time.
create table purge (
  kind varchar(12) not null,
  owner_id uuid not null,
  tenant_id uuid not null,
  ordered_at timestamp with time zone not null,
  next_at timestamp with time zone not null,
  primary key (kind, owner_id)
);
