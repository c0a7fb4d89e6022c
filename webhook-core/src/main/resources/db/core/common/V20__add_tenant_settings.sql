-- Only what a tenant wants otherwise than the default.
create table tenant_settings (
  tenant_id uuid primary key,
  events_days integer not null,
  attempts_days integer not null,
  received_days integer not null
);
