-- A recurrence that turns out to be no incident contradicts nothing: each time is kept, with what it means. What was told of
-- before stands in the event log.
alter table incident_case add column dismissed boolean not null default false;
create index incident_case_split on incident_case (tenant, split_from) where split_from is not null;
grant update (dismissed) on incident_case to ${app};

alter table nonconformity no force row level security;
alter table event no force row level security;
drop index nonconformity_recurred;
alter table nonconformity add column recurred boolean not null default false;
update nonconformity n set recurred = n.recurrence is not null, recurrence = jsonb_build_object('happenings', coalesce((
  select jsonb_agg(jsonb_build_object('incidentId', told.body #> '{data,incidentId}',
      'caseId', told.body #> '{data,linkedCases,0}', 'at', told.body -> 'time',
      'contradicts', (told.body #>> '{data,contradicted}')::boolean and n.state = 'CONTRADICTED' and not exists (
        select from event later where later.tenant = e.tenant and later.aggregate_id = e.aggregate_id
        and later.aggregate_version > e.aggregate_version and later.type = 'aims.audit.nonconformity.recurrence-judged.v1'),
      'withdrawn', false) order by e.aggregate_version)
  from event e cross join lateral (select convert_from(e.body, 'UTF8')::jsonb as body) told
  where e.tenant = n.tenant and e.aggregate_id = n.id and e.type = 'aims.audit.nonconformity.recurred.v1'), '[]'));
-- Of which incident one recurs was not kept before; that whose remedy it contradicted is one of them.
alter table incident_case no force row level security;
update incident_case c set recurrence_of = n.origin_id
  from nonconformity n cross join lateral jsonb_array_elements(n.recurrence -> 'happenings') happening
  where c.tenant = n.tenant and c.incident_id = (happening ->> 'incidentId')::uuid and c.recurrence_of is null;
alter table incident_case force row level security;
alter table event force row level security;
alter table nonconformity force row level security;
alter table nonconformity alter column recurred drop default, alter column recurrence set not null;
create index nonconformity_recurred on nonconformity (tenant, id) where recurred;
