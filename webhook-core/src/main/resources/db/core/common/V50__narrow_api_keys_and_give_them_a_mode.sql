-- Keys belong to the tenant (tenant_id is the live one); the mode says which half they open.
alter table api_key add column mode varchar(4) not null default 'LIVE';
-- Words of permissions, comma-separated; null: all that the role allows.
alter table api_key add column scopes varchar(100);
