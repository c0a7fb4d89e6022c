-- From which networks a source's failures came, by minute, for the two hours that an alarm may look
-- back. The rows of a minute are bounded; what is more stands under an empty network.
create table source_network_failure (
  source_id uuid not null,
  bucket timestamp with time zone not null,
  network varchar(50) not null,
  tenant_id uuid not null,
  failures bigint not null,
  primary key (source_id, bucket, network)
);
create index source_network_failure_bucket on source_network_failure (bucket);
