-- How many requests of a source took about how long: slots of a logarithmic scale, in the same
-- buckets of time as source_figure. Slots of several nodes and buckets add up, percentiles do not.
create table source_latency (
  source_id uuid not null,
  span_minutes integer not null,
  bucket timestamp with time zone not null,
  slot integer not null,
  tenant_id uuid not null,
  requests bigint not null,
  primary key (source_id, span_minutes, bucket, slot)
);
create index source_latency_bucket on source_latency (span_minutes, bucket);
