-- Risk assessments with their suggestions; a system has at most one that is not completed.
create table risk_assessment (
  id uuid primary key,
  tenant uuid not null,
  version int not null,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  reference text not null,
  system_id uuid not null,
  state text not null,
  criteria_revision int not null,
  rules_version int not null,
  suggestions jsonb not null,
  unique (tenant, id),
  unique (tenant, reference)
);
create index risk_assessment_system on risk_assessment (tenant, system_id, id);
create unique index risk_assessment_open on risk_assessment (tenant, system_id) where state <> 'COMPLETED';
select tenant_table('risk_assessment');
