-- Deliveries of one ordering key to one endpoint stand in a line: position is drawn while the
-- line is locked, so its order is the order of the commits. Only the first of a line is not
-- waiting, and what is waiting is in no index that a claim reads.
create sequence delivery_position;
alter table delivery_queue add column ordering_key varchar(128);
alter table delivery_queue add column position bigint;
alter table delivery_queue add column waiting boolean not null default false;
