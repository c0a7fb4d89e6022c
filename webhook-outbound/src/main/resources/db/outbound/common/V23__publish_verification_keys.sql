-- The public half of every ed25519 secret of an endpoint, for /.well-known/jwks.json.
create table endpoint_public_key (
  secret_id uuid primary key,
  endpoint_id uuid not null,
  tenant_id uuid not null,
  public_key varchar(200) not null
);
create index endpoint_public_key_endpoint on endpoint_public_key (endpoint_id);
