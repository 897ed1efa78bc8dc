-- Of which incident one is the recurrence, or a part: what contradicts a remedy may come after several of them.
alter table incident_case add column recurrence_of uuid, add column split_from uuid;
