-- What a person found about an incident and why; written once, a later decision supersedes an earlier one.
create table seriousness_decision (
  id uuid primary key,
  tenant uuid not null,
  version int not null,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  incident_id uuid not null,
  case_id uuid not null,
  number int not null,
  supersedes uuid,
  serious boolean not null,
  facts jsonb not null,
  decided_by uuid not null,
  reason text not null,
  unique (tenant, id),
  foreign key (tenant, incident_id) references incident (tenant, id)
);
create unique index seriousness_decision_number on seriousness_decision (tenant, incident_id, number);
create index seriousness_decision_list on seriousness_decision (tenant, incident_id, id);
select tenant_table('seriousness_decision', 'select, insert');

create table regulatory_clock (
  id uuid primary key,
  tenant uuid not null,
  version int not null,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  incident_id uuid not null,
  case_id uuid not null,
  decision_id uuid not null,
  rule_id text not null,
  family text not null,
  jurisdiction text not null,
  open_key text,
  terms jsonb not null,
  state text not null,
  starts_at timestamptz not null,
  runs_from timestamptz not null,
  due_at timestamptz not null,
  reminders int not null,
  next_at timestamptz,
  overdue_since timestamptz,
  paused_at timestamptz,
  replaces uuid,
  superseded_by uuid,
  report_id uuid,
  submitted_at timestamptz,
  unique (tenant, id),
  foreign key (tenant, incident_id) references incident (tenant, id),
  foreign key (tenant, decision_id) references seriousness_decision (tenant, id)
);
-- While a clock is open it holds its duty in its jurisdiction.
create unique index regulatory_clock_open on regulatory_clock (tenant, incident_id, open_key);
create index regulatory_clock_list on regulatory_clock (tenant, incident_id, id);
create index regulatory_clock_turn on regulatory_clock (tenant, next_at) where next_at is not null;
create index regulatory_clock_look on regulatory_clock (next_at, tenant) where next_at is not null;
select tenant_table('regulatory_clock');
-- The worker role sees which organisation has clocks that want to speak, and nothing of what they are about.
create policy worker_looks on regulatory_clock for select to ${worker} using (true);
grant select (tenant, next_at) on regulatory_clock to ${worker};

-- Rules that an organisation has beside the published ones: national law, contracts.
create table own_clock_rule (
  id uuid primary key,
  tenant uuid not null,
  version int not null,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  reference text not null,
  title text not null,
  source text not null,
  rule jsonb not null,
  state text not null,
  unique (tenant, id),
  unique (tenant, reference)
);
create index own_clock_rule_state on own_clock_rule (tenant, state, id);
select tenant_table('own_clock_rule');

create table authority_report (
  id uuid primary key,
  tenant uuid not null,
  version int not null,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  reference text not null,
  incident_id uuid not null,
  case_id uuid not null,
  clock_id uuid not null,
  rule_id text not null,
  kind text not null,
  form text not null,
  addressee text not null,
  jurisdiction text not null,
  state text not null,
  draft jsonb not null,
  approval jsonb,
  submission jsonb,
  unique (tenant, id),
  unique (tenant, reference),
  foreign key (tenant, incident_id) references incident (tenant, id),
  foreign key (tenant, clock_id) references regulatory_clock (tenant, id)
);
create index authority_report_list on authority_report (tenant, incident_id, id);
select tenant_table('authority_report');

-- Every version of a report as it was written; nobody can change one.
create table authority_report_revision (
  id uuid primary key,
  tenant uuid not null,
  report_id uuid not null,
  number int not null,
  draft jsonb not null,
  written_by uuid not null,
  written_at timestamptz not null,
  foreign key (tenant, report_id) references authority_report (tenant, id)
);
create unique index authority_report_revision_number on authority_report_revision (tenant, report_id, number);
create index authority_report_revision_list on authority_report_revision (tenant, report_id, id);
select tenant_table('authority_report_revision', 'select, insert');
