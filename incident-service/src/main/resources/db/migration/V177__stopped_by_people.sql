-- A clock that a person has stopped is not started anew by a decision of the same facts. Of those that were stopped before this
-- it is not known who did it; the next decision that asks for them starts them.
alter table regulatory_clock add column waived boolean not null default false;
