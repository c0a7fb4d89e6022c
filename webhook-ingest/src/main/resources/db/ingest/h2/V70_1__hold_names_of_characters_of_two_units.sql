-- A character is a code point, as JSON Schema and PostgreSQL count; H2 counts UTF-16 units, of which
-- a character may have two.
alter table source alter column name set data type varchar(400);
alter table deny_list alter column name set data type varchar(400);
