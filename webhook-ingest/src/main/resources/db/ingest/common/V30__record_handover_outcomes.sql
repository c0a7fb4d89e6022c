-- What became of a webhook at each of its recipients, where there are handlers.
create table handover_outcome (
  received_id uuid not null,
  recipient varchar(200) not null,
  tenant_id uuid not null,
  source_id uuid not null,
  status varchar(12) not null,
  attempts integer not null,
  error varchar(1000),
  duration_ms bigint not null,
  recorded_at timestamp with time zone not null,
  primary key (received_id, recipient)
);
create index handover_outcome_source on handover_outcome (source_id);
create index handover_outcome_recorded on handover_outcome (recorded_at);

create table handled_once (
  tenant_id uuid not null,
  once_key varchar(300) not null,
  done_at timestamp with time zone not null,
  primary key (tenant_id, once_key)
);
create index handled_once_done on handled_once (done_at);

-- Claims go source by source, so that a backlog of one never hides another.
create index handover_queue_source on handover_queue (source_id, due_at);
