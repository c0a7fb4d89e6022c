-- Tests of alert channels in the last minutes; by tenant, so that a new channel is no way round. The nil UUID is the platform.
create table alert_test (
  id uuid primary key,
  tenant_id uuid not null,
  tested_at timestamp with time zone not null
);
create index alert_test_tenant on alert_test (tenant_id, tested_at);
