-- A character is a code point, as JSON Schema and PostgreSQL count; H2 counts UTF-16 units, of which
-- a character may have two.
alter table event alter column external_id set data type varchar(256);
alter table event alter column channel set data type varchar(256);
alter table event alter column ordering_key set data type varchar(256);
alter table event_key alter column external_id set data type varchar(256);
alter table delivery_queue alter column ordering_key set data type varchar(256);
alter table endpoint alter column description set data type varchar(2000);
alter table event_type alter column description set data type varchar(2000);
alter table subscription alter column channels set data type varchar(16000);
alter table subscription alter column filter set data type varchar(8000);
