-- What proved a request: the same proof again, after its webhook was purged, is a replay.
alter table received_key add column proof_sha256 bytea;

-- Signed values that a provider uses once, and the event that each came with.
create table seen_nonce (
  source_id uuid not null,
  nonce_sha256 bytea not null,
  event_id varchar(512) not null,
  seen_at timestamp with time zone not null,
  primary key (source_id, nonce_sha256)
);
create index seen_nonce_age on seen_nonce (seen_at);
