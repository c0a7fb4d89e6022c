-- A claim goes from endpoint to endpoint and takes what is due there, lane by lane: so that what
-- waits for a busy endpoint costs the others one step of the index and not a scan.
create index delivery_queue_due on delivery_queue (retry, endpoint_id, due_at) where not held;
create index delivery_queue_held on delivery_queue (endpoint_id) where held;

-- Weekly partitions are attached by the node; this one catches what falls outside them.
create table event_default partition of event default;
create table delivery_default partition of delivery default;
create table attempt_default partition of attempt default;
