-- Who is told of an incident. What was said is never changed; a correction is a row of its own.
create table communication (
  id uuid primary key,
  tenant uuid not null,
  version int not null,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  reference text not null,
  incident_id uuid not null,
  case_id uuid not null,
  state text not null,
  recipient jsonb not null,
  due_at timestamptz,
  told jsonb,
  supersedes uuid,
  superseded_by uuid,
  next_at timestamptz,
  failures int not null default 0,
  unique (tenant, id),
  unique (tenant, reference),
  foreign key (tenant, incident_id) references incident (tenant, id)
);
create index communication_list on communication (tenant, incident_id, id);
create index communication_state on communication (tenant, incident_id, state, id);
create index communication_turn on communication (tenant, next_at) where next_at is not null;
create index communication_look on communication (next_at, tenant) where next_at is not null;
select tenant_table('communication');
-- The worker role sees which organisation has somebody to tell, and nothing of what.
create policy worker_looks on communication for select to ${worker} using (true);
grant select (tenant, next_at) on communication to ${worker};
