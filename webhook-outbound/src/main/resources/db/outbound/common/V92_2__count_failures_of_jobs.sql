-- Portions in a row that failed, and why the last one did.
alter table job add column failures integer not null default 0;
alter table job add column failure_reason varchar(500);
