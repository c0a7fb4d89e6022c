-- format_options: JSON of what goes with signature_formats; null: the defaults.
-- access_sealed: credentials and keys of the endpoint, one vault ciphertext; null: none.
alter table endpoint add column format_options varchar(1000);
alter table endpoint add column access_sealed bytea;

-- Only where it is not the event's payload: transformed, or a CloudEvent.
alter table attempt add column request_body ${large_text};
