-- The overview reads the figures of all endpoints of a tenant at once.
create index endpoint_stat_tenant on endpoint_stat (tenant_id, counted_at);
