-- What reviews of incidents propose for risks and controls; proposal_id is the id that it has in incident-service.
create table proposal (
  id uuid primary key,
  tenant uuid not null,
  version int not null,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  proposal_id uuid not null,
  kind text not null,
  incident_id uuid not null,
  system_id uuid not null,
  case_id uuid not null,
  owner_id uuid,
  due_on date,
  proposed_by text not null,
  proposed_at timestamptz not null,
  state text not null,
  became text,
  risk_id uuid,
  action_id uuid,
  control text,
  decided_by text,
  decided_at timestamptz,
  unique (tenant, id),
  unique (tenant, proposal_id)
);
create index proposal_state on proposal (tenant, kind, state, id);
create index proposal_list on proposal (tenant, kind, id);
create index proposal_system on proposal (tenant, kind, system_id, id);
create index proposal_case on proposal (tenant, kind, case_id, id);
select tenant_table('proposal');

-- Incidents as they were opened: what the flag of a risk says of the incident whose review has proposed it.
create table known_incident (
  id uuid primary key,
  tenant uuid not null,
  kind text not null,
  severity text not null,
  unique (tenant, id)
);
select tenant_table('known_incident');
