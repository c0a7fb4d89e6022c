-- The tenant that the path named: a platform-wide caller's scope names none, yet its answers go with the tenant.
-- Not tenant_id: a key is its caller's under every tenant, so no policy of rows may hide it. Older nodes leave it empty.
alter table idempotency_key add column path_tenant uuid;
