-- The risk criteria in force; earlier revisions are in the event log.
create table risk_criteria (
  id uuid primary key,
  tenant uuid not null,
  version int not null,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  revision int not null,
  content jsonb not null,
  unique (tenant)
);
select tenant_table('risk_criteria');
