-- W3C traceparent of the request that published the event; every attempt is a step of that trace.
alter table event add column traceparent varchar(55);
