-- Where notices go besides the console. tenant_id is the nil UUID for those who run the platform.
create table alert_channel (
  id uuid primary key,
  tenant_id uuid not null,
  name varchar(200) not null,
  kind varchar(12) not null,
  -- what may be shown of the target; the rest is sealed
  shown varchar(400) not null,
  sealed bytea not null,
  enabled boolean not null,
  min_severity varchar(10) not null,
  kinds varchar(2000) not null,
  every_tenant boolean not null,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null
);
create index alert_channel_tenant on alert_channel (tenant_id, id);

-- One row for each notice and channel, and one more when it is resolved; kept as the channel's log.
create table alert_message (
  id uuid primary key,
  tenant_id uuid not null,
  channel_id uuid not null,
  notice_id uuid not null,
  resolved boolean not null,
  status varchar(10) not null,
  attempts integer not null,
  next_at timestamp with time zone not null,
  created_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  detail varchar(500)
);
create index alert_message_due on alert_message (status, next_at);
create index alert_message_channel on alert_message (channel_id, id);
create index alert_message_notice on alert_message (notice_id);
