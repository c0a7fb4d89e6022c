-- A described scheme stands there too.
alter table endpoint alter column format_options set data type varchar(8000);
