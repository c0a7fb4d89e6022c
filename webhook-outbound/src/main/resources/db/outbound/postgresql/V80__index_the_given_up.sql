-- How many were given up lately, asked every minute of every tenant that sends.
create index delivery_dead_at on delivery (tenant_id, completed_at) where status = 'DEAD';
