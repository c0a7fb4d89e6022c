-- A channel is told one thing at a time, by whichever node: until then it is somebody's. A moment in the past when it
-- is nobody's, the one that ended longest ago being next.
alter table alert_channel add column busy_until timestamp with time zone
  default timestamp with time zone '2000-01-01 00:00:00+00:00' not null;
