-- A claim goes from endpoint to endpoint and takes what is due there, lane by lane.
create index delivery_queue_due on delivery_queue (held, retry, endpoint_id, due_at);
create index delivery_queue_endpoint on delivery_queue (endpoint_id);
