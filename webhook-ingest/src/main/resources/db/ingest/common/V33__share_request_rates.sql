-- What each node counted of the requests of one key in one slot of its window; a hint that the
-- nodes give each other, of no worth once it has expired.
create table request_rate (
  rate_key uuid not null,
  slot bigint not null,
  node uuid not null,
  slot_millis bigint not null,
  requests integer not null,
  written_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  primary key (rate_key, slot, node)
);
create index request_rate_written on request_rate (written_at);
create index request_rate_expiry on request_rate (expires_at);
