-- What nonconformities may refer to, learnt from the events of the neighbours.
create table known_system (
  tenant uuid not null,
  system_id uuid not null,
  primary key (tenant, system_id)
);
select tenant_table('known_system', 'select, insert');

create table incident_case (
  tenant uuid not null,
  incident_id uuid not null,
  case_id uuid not null,
  system_id uuid,
  primary key (tenant, incident_id)
);
select tenant_table('incident_case', 'select, insert');

create table nonconformity (
  id uuid primary key,
  tenant uuid not null,
  version int not null,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  reference text not null,
  title text not null,
  statement text not null,
  origin_kind text not null,
  origin_id uuid,
  system_id uuid,
  case_id uuid,
  nodes text[] not null,
  grade text not null,
  owner_id uuid not null,
  raised_by uuid not null,
  state text not null,
  correction jsonb,
  root_cause jsonb,
  corrective_actions jsonb not null,
  effectiveness jsonb
);
create unique index nonconformity_reference on nonconformity (tenant, reference);
create unique index nonconformity_newest on nonconformity (tenant, id);
create index nonconformity_state on nonconformity (tenant, state, id);
create index nonconformity_origin on nonconformity (tenant, origin_id, id) where origin_id is not null;
create index nonconformity_system on nonconformity (tenant, system_id, id) where system_id is not null;
select tenant_table('nonconformity');
