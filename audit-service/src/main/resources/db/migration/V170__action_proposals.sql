-- Corrective actions that reviews of incidents ask for, until a person decides on each; proposal_id is theirs at the incident.
create table action_proposal (
  id uuid primary key,
  tenant uuid not null,
  version int not null,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  proposal_id uuid not null,
  incident_id uuid not null,
  system_id uuid not null,
  case_id uuid not null,
  owner_id uuid,
  due_on date,
  proposed_by text not null,
  proposed_at timestamptz not null,
  state text not null check (state in ('OPEN', 'ACCEPTED', 'DECLINED')),
  decided_by uuid,
  decided_at timestamptz,
  reason text,
  nonconformity_id uuid,
  action_id uuid,
  check ((state = 'OPEN') = (decided_by is null and decided_at is null and reason is null)),
  check ((state = 'ACCEPTED') = (nonconformity_id is not null and action_id is not null))
);
create unique index action_proposal_once on action_proposal (tenant, proposal_id);
create unique index action_proposal_newest on action_proposal (tenant, id);
create index action_proposal_state on action_proposal (tenant, state, id);
create index action_proposal_case on action_proposal (tenant, case_id, id);
select tenant_table('action_proposal');
