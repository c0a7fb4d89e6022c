-- Beside format_options: there a node of the version before would find members that it does not know, and a change of
-- the column's type would end what it has prepared. No form means the whole event.
alter table endpoint add column payload_form varchar(10);
alter table endpoint add column signature_scheme varchar(8000);
