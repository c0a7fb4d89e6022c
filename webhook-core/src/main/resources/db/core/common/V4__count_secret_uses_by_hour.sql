-- Evidence for "may the old secret go?": what each version verified in the last hours.
create table secret_use_hour (
  secret_id uuid not null,
  counted_hour timestamp with time zone not null,
  uses bigint not null,
  primary key (secret_id, counted_hour)
);
create index secret_use_hour_hour on secret_use_hour (counted_hour);
