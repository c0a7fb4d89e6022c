-- How many requests of a source came to what, by minute (for hours) and by hour (for weeks).
create table source_figure (
  source_id uuid not null,
  span_minutes integer not null,
  bucket timestamp with time zone not null,
  outcome varchar(40) not null,
  tenant_id uuid not null,
  requests bigint not null,
  micros bigint not null,
  max_micros bigint not null,
  primary key (source_id, span_minutes, bucket, outcome)
);
create index source_figure_bucket on source_figure (span_minutes, bucket);
