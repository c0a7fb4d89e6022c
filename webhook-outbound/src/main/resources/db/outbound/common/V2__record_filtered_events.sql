-- The other half of the ledger: a subscription that matched by type and channel, and whose filter
-- kept the event back.
create table event_filtered (
  event_id uuid not null,
  subscription_id uuid not null,
  tenant_id uuid not null,
  reason varchar(200) not null,
  primary key (event_id, subscription_id)
);
create index event_filtered_tenant on event_filtered (tenant_id);
