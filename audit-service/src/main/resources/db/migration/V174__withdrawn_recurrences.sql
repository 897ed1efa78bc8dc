-- Each time is kept, with what it means: a recurrence that turns out to be no incident contradicts nothing. Of those
-- before, the last one is known.
alter table nonconformity no force row level security;
drop index nonconformity_recurred;
alter table nonconformity add column recurred boolean not null default false;
update nonconformity set recurred = recurrence is not null, recurrence = case
  when recurrence is null then '{"happenings": []}'
  else jsonb_build_object('happenings', jsonb_build_array(jsonb_build_object('incidentId', recurrence -> 'incidentId',
    'caseId', recurrence -> 'caseId', 'at', recurrence -> 'at',
    'standing', case when state = 'CONTRADICTED' then 'CONTRADICTING' else 'NOTED' end))) end;
alter table nonconformity force row level security;
alter table nonconformity alter column recurred drop default, alter column recurrence set not null;
create index nonconformity_recurred on nonconformity (tenant, id) where recurred;
