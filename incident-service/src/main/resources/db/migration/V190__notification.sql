-- Who is told what by mail, until they are. The worker role sees which organisation has somebody to tell, and nothing of what.
create table notification (
  id uuid primary key,
  tenant uuid not null,
  version int not null,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  call_id uuid not null,
  occasion text not null,
  incident_id uuid,
  case_id uuid,
  person_id uuid not null,
  circle int not null,
  message jsonb not null,
  circles_left jsonb not null,
  state text not null,
  failures int not null default 0,
  failure text,
  due_at timestamptz,
  taken_until timestamptz,
  waiting_since timestamptz,
  sent_at timestamptz,
  unique (tenant, id),
  unique (tenant, call_id, person_id),
  foreign key (tenant, incident_id) references incident (tenant, id)
);
create index notification_list on notification (tenant, id);
create index notification_of_incident on notification (tenant, incident_id, id);
create index notification_of_person on notification (tenant, person_id, id);
create index notification_state on notification (tenant, state, id);
create index notification_sent on notification (tenant, person_id, sent_at) where sent_at is not null;
create index notification_turn on notification (tenant, due_at) where due_at is not null;
create index notification_waiting on notification (tenant, person_id, id) where due_at is not null;
create index notification_since on notification (waiting_since) where waiting_since is not null;
create index notification_look on notification (due_at, tenant) where due_at is not null;
select tenant_table('notification');
create policy worker_looks on notification for select to ${worker} using (true);
grant select (tenant, due_at, waiting_since) on notification to ${worker};

-- Whom an organisation means by an addressee.
alter table escalation_policy add column contacts jsonb not null default '{"persons": {}}';
