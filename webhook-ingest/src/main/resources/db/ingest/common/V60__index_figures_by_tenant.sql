-- The overview reads the figures of all sources of a tenant at once.
create index source_figure_tenant on source_figure (tenant_id, span_minutes, bucket);
