-- Portions in a row that failed, and why the last one did; no row where the last one did not. A table of its own: nodes of
-- the version before read job by "select *" in transactions, which a further column would end.
create table job_failure (
  job_id uuid primary key,
  tenant_id uuid not null,
  failures integer not null,
  reason varchar(500) not null
);
