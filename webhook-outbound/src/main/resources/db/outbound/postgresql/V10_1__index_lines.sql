drop index delivery_queue_due;
create index delivery_queue_due on delivery_queue (retry, endpoint_id, due_at)
  where not held and not waiting;
create index delivery_queue_line on delivery_queue (endpoint_id, ordering_key, position)
  where ordering_key is not null;
