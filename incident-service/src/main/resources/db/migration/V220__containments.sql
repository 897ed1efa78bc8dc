-- What stopped the harm of an incident and what was done against it since; written once. What was done before stands in the
-- event log.
create table containment (
  tenant uuid not null,
  id uuid not null,
  incident_id uuid not null,
  containment text not null,
  alters_system boolean not null,
  evidence_preserved boolean,
  occurred_at timestamptz not null,
  recorded_at timestamptz not null,
  author text not null,
  reason text not null,
  primary key (tenant, id),
  foreign key (tenant, incident_id) references incident (tenant, id)
);
create index containment_incident on containment (tenant, incident_id, id);

alter table event no force row level security;
alter table incident no force row level security;
insert into containment (tenant, id, incident_id, containment, alters_system, evidence_preserved, occurred_at, recorded_at,
    author, reason)
  select e.tenant, e.id, e.aggregate_id, told.data ->> 'containment',
    told.data ->> 'containment' in ('ROLLBACK', 'FEATURE_DISABLED', 'OTHER'),
    (told.data ->> 'evidencePreserved')::boolean, coalesce((told.data ->> 'occurredAt')::timestamptz, e.occurred_at),
    e.occurred_at, e.actor, coalesce(e.texts #>> '{reason,text}', '')
  from event e join incident i on i.tenant = e.tenant and i.id = e.aggregate_id
  cross join lateral (select convert_from(e.body, 'UTF8')::jsonb -> 'data' as data) told
  where e.type = 'aims.incident.incident.contained.v1';
alter table incident force row level security;
alter table event force row level security;
select tenant_table('containment', 'select, insert');
alter table incident drop column containment;

-- Whether the kill switch or a rollback was used follows from that. What assessments said of it stands in their events.
alter table assessment no force row level security;
update assessment set facts = facts - 'killSwitchUsed' - 'rollbackUsed';
alter table assessment force row level security;
