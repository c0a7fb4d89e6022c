create index delivery_queue_due on delivery_queue (held, due_at);
create index delivery_queue_endpoint on delivery_queue (endpoint_id);
