-- What all nodes are sending to one endpoint.
create index delivery_queue_leased on delivery_queue (endpoint_id) where lease_token is not null;
create index endpoint_health_news on endpoint_health (endpoint_id)
  where told_status <> status or told_warning <> warning;
