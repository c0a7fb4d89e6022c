-- What was ever done to one thing, of a trail that is never cut: where a subscription's deliveries
-- can be is read from it.
create index audit_entry_target on audit_entry (chain, target_id, id);
