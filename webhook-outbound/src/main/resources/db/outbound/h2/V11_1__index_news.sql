create index endpoint_health_told on endpoint_health (told_status, status);
