drop index delivery_queue_due;
create index delivery_queue_due on delivery_queue (held, waiting, retry, endpoint_id, due_at);
drop index delivery_queue_endpoint;
create index delivery_queue_endpoint on delivery_queue (endpoint_id, ordering_key, position);
