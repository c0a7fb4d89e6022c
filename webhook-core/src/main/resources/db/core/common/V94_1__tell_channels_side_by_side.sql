-- A channel is told one thing at a time, by whichever node: until then it is somebody's. A moment in the past when it
-- is nobody's, the one that ended longest ago being next. A table of its own: nodes of the version before read
-- alert_channel by "select *" in transactions, which a further column would end.
create table alert_hold (
  channel_id uuid primary key,
  tenant_id uuid not null,
  busy_until timestamp with time zone not null
);
create index alert_hold_tenant on alert_hold (tenant_id, busy_until);
