-- Letters wait here until the mail server has taken them. Sealed: a letter may hold a one-time link.
create table mail_message (
  id uuid primary key,
  recipient varchar(254) not null,
  sealed bytea not null,
  attempts integer not null,
  next_at timestamp with time zone not null,
  created_at timestamp with time zone not null
);
create index mail_message_next on mail_message (next_at);

-- An invited person has no password yet.
alter table user_account alter column password_hash drop not null;
alter table user_account add column password_changed_at timestamp with time zone;

-- One-time links: invitations and forgotten passwords. Only the token's digest is kept.
create table account_link (
  token_hash bytea primary key,
  user_id uuid not null,
  purpose varchar(10) not null,
  expires_at timestamp with time zone not null
);
create index account_link_user on account_link (user_id);

-- Failed log-ins by a digest of the account's address, and by network address.
create table login_throttle (
  subject varchar(80) primary key,
  failures integer not null,
  last_failure_at timestamp with time zone not null
);
create index login_throttle_last on login_throttle (last_failure_at);
