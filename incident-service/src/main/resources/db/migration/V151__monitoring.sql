-- How systems in operation are watched: plans, and the rounds in which their questions are asked.
create table monitoring_plan (
  id uuid primary key,
  tenant uuid not null,
  version int not null,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  reference text not null,
  system_id uuid not null,
  state text not null,
  draft jsonb not null,
  approval jsonb,
  rounds int not null,
  opened_on date,
  next_round_on date,
  next_at timestamptz,
  failures int not null default 0,
  unique (tenant, id),
  unique (tenant, reference)
);
create index monitoring_plan_system on monitoring_plan (tenant, system_id, id);
create index monitoring_plan_state on monitoring_plan (tenant, state, id);
create index monitoring_plan_turn on monitoring_plan (tenant, next_at) where next_at is not null;
create index monitoring_plan_look on monitoring_plan (next_at, tenant) where next_at is not null;
select tenant_table('monitoring_plan');

create table monitoring_round (
  id uuid primary key,
  tenant uuid not null,
  version int not null,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  plan_id uuid not null,
  system_id uuid not null,
  number int not null,
  revision int not null,
  asked jsonb not null,
  state text not null,
  due_on date not null,
  findings jsonb,
  incident_id uuid,
  next_at timestamptz,
  failures int not null default 0,
  unique (tenant, id),
  unique (tenant, plan_id, number),
  foreign key (tenant, plan_id) references monitoring_plan (tenant, id),
  foreign key (tenant, incident_id) references incident (tenant, id)
);
create index monitoring_round_list on monitoring_round (tenant, plan_id, id);
create index monitoring_round_state on monitoring_round (tenant, plan_id, state, id);
create index monitoring_round_turn on monitoring_round (tenant, next_at) where next_at is not null;
create index monitoring_round_look on monitoring_round (next_at, tenant) where next_at is not null;
select tenant_table('monitoring_round');

-- The worker role sees which organisation has something due, and nothing of what it is about.
create policy worker_looks on monitoring_plan for select to ${worker} using (true);
grant select (tenant, next_at) on monitoring_plan to ${worker};
create policy worker_looks on monitoring_round for select to ${worker} using (true);
grant select (tenant, next_at) on monitoring_round to ${worker};
