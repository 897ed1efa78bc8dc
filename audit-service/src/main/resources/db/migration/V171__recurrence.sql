-- That the incident has happened again from which a nonconformity comes.
alter table nonconformity add column recurrence jsonb;
create index nonconformity_recurred on nonconformity (tenant, id) where recurrence is not null;
create index nonconformity_case on nonconformity (tenant, case_id, id) where case_id is not null;
