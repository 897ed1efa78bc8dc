-- The statement of applicability: one per organisation, its 38 lines one document.
create table statement_of_applicability (
  id uuid primary key,
  tenant uuid not null,
  version int not null,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  edition text not null,
  content jsonb not null,
  lines jsonb not null,
  approval jsonb,
  unique (tenant)
);
select tenant_table('statement_of_applicability');

-- What was approved stays as it was: nobody is granted update or delete.
create table approved_version (
  id uuid primary key,
  tenant uuid not null,
  statement_id uuid not null,
  revision int not null,
  edition text not null,
  approved_by uuid not null,
  approved_at timestamptz not null,
  content jsonb not null
);
create unique index approved_version_revision on approved_version (tenant, statement_id, revision);
create index approved_version_list on approved_version (tenant, id);
select tenant_table('approved_version', 'select, insert');

-- Incidents that are open and touch controls; a line that starts to apply later has to know of them.
create table open_incident (
  id uuid primary key,
  tenant uuid not null,
  incident jsonb not null
);
create index open_incident_tenant on open_incident (tenant, id);
select tenant_table('open_incident', 'select, insert, delete');
