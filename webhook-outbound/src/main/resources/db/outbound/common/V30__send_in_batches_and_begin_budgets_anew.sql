-- Up to so many events in one request, gathered for so long; null: every event alone.
alter table endpoint add column batch_max_events integer;
alter table endpoint add column batch_max_wait_ms integer;

-- Attempts made before somebody sent the delivery again: its budget counts from there.
alter table delivery_queue add column budget_from integer not null default 0;

-- What the reason's word does not say, in a sentence.
alter table delivery add column status_detail varchar(500);
