-- Who of an OpenID provider is which person here. The provider's own id, never an address, decides.
create table federated_identity (
  issuer varchar(500) not null,
  subject varchar(255) not null,
  user_id uuid not null,
  linked_at timestamp with time zone not null,
  primary key (issuer, subject)
);
create index federated_identity_user on federated_identity (user_id);
