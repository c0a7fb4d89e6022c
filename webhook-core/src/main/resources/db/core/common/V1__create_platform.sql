create table tenant (
  id uuid primary key,
  slug varchar(63) not null unique,
  name varchar(200) not null,
  created_at timestamp with time zone not null
);

create table vault_keyset (
  id integer primary key,
  keyset bytea not null,
  created_at timestamp with time zone not null
);

-- A ring of versions per owner (an endpoint or a source). expires_at is null for the current one.
create table secret_version (
  id uuid primary key,
  tenant_id uuid not null,
  owner_id uuid not null,
  ciphertext bytea not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone,
  verified_count bigint not null,
  last_verified_at timestamp with time zone
);
create index secret_version_owner on secret_version (owner_id, id);
create index secret_version_tenant on secret_version (tenant_id);

create table user_account (
  id uuid primary key,
  tenant_id uuid,
  email varchar(254) not null unique,
  password_hash varchar(200) not null,
  role varchar(20) not null,
  created_at timestamp with time zone not null,
  last_login_at timestamp with time zone
);
create index user_account_tenant on user_account (tenant_id);

create table setup_token (
  id integer primary key,
  token_hash bytea not null,
  created_at timestamp with time zone not null
);

create table api_key (
  id uuid primary key,
  tenant_id uuid,
  name varchar(200) not null,
  prefix varchar(20) not null,
  token_hash bytea not null unique,
  role varchar(20) not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone,
  last_used_at timestamp with time zone
);
create index api_key_tenant on api_key (tenant_id);

create table idempotency_key (
  scope varchar(120) not null,
  idem_key varchar(255) not null,
  request_hash bytea not null,
  answer bytea,
  created_at timestamp with time zone not null,
  primary key (scope, idem_key)
);
create index idempotency_key_created on idempotency_key (created_at);
