-- What is to be done for an incident.
create table task (
  id uuid primary key,
  tenant uuid not null,
  version int not null,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  incident_id uuid not null,
  case_id uuid not null,
  title text not null,
  owner_id uuid not null,
  due_on date,
  state text not null,
  unique (tenant, id),
  foreign key (tenant, incident_id) references incident (tenant, id)
);
create index task_incident on task (tenant, incident_id, id);
create index task_owner on task (tenant, owner_id, id);
create index task_state on task (tenant, state, id);
select tenant_table('task');

-- The escalation policy that an organisation has adopted.
create table escalation_policy (
  id uuid primary key,
  tenant uuid not null,
  version int not null,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  revision int not null,
  ladder jsonb not null,
  unique (tenant)
);
select tenant_table('escalation_policy');

-- Incidents that wait for an acknowledgement, with the next step. The worker role sees which organisation has some due.
create table escalation (
  tenant uuid not null,
  incident_id uuid not null,
  step int not null,
  due_at timestamptz not null,
  primary key (tenant, incident_id),
  foreign key (tenant, incident_id) references incident (tenant, id)
);
-- What nobody has acknowledged before there were escalations is looked at with the next round.
alter table incident no force row level security;
insert into escalation (tenant, incident_id, step, due_at)
  select tenant, id, 0, now() from incident where open and not acknowledged;
alter table incident force row level security;
create index escalation_due on escalation (due_at);
create index escalation_due_of on escalation (tenant, due_at, incident_id);
select tenant_table('escalation', 'select, insert, update, delete');
create policy worker_looks on escalation for select to ${worker} using (true);
grant select on escalation to ${worker};
