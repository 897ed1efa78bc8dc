-- AI systems as the inventory tells of them: what a hook source can be bound to and by which names monitors call it.
create table known_system (
  tenant uuid not null,
  id uuid not null,
  reference text not null,
  name text not null,
  lifecycle_stage text not null,
  places jsonb not null,
  primary key (tenant, id)
);
select tenant_table('known_system');

-- Nonconformities that came of an incident, as the audit service tells of them.
create table linked_nonconformity (
  tenant uuid not null,
  id uuid not null,
  incident_id uuid not null,
  reference text not null,
  grade text not null,
  effective boolean not null,
  primary key (tenant, id)
);
create index linked_nonconformity_incident on linked_nonconformity (tenant, incident_id, id);
select tenant_table('linked_nonconformity');

create table hook_source (
  id uuid primary key,
  tenant uuid not null,
  version int not null,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  name text not null,
  profile text not null,
  system_id uuid not null,
  sender_client_id text not null,
  state text not null,
  unique (tenant, id)
);
create index hook_source_system on hook_source (tenant, system_id, id);
select tenant_table('hook_source');

-- One HTTP request of a monitor. What came in is never changed; only how its processing went is.
create table delivery (
  tenant uuid not null,
  id uuid not null,
  source_id uuid not null,
  system_id uuid not null,
  profile text not null,
  sender_key text,
  received_at timestamptz not null,
  sha256 bytea not null,
  size int not null,
  headers jsonb not null,
  body bytea not null,
  state text not null default 'QUEUED',
  attempts int not null default 0,
  signals int,
  cause text,
  processed_at timestamptz,
  primary key (tenant, id),
  foreign key (tenant, source_id) references hook_source (tenant, id)
);
create unique index delivery_sender_key on delivery (tenant, source_id, sender_key);
create index delivery_source on delivery (tenant, source_id, id);
create index delivery_state on delivery (tenant, state, id);
select tenant_table('delivery', 'select, insert');
grant update (state, attempts, signals, cause, processed_at) on delivery to ${app};

-- Deliveries that wait for their effects. The worker role sees which organisation has some, and nothing of their content.
create table delivery_queue (
  tenant uuid not null,
  delivery_id uuid not null,
  due_at timestamptz not null,
  primary key (tenant, delivery_id),
  foreign key (tenant, delivery_id) references delivery (tenant, id)
);
create index delivery_queue_due on delivery_queue (due_at);
select tenant_table('delivery_queue', 'select, insert, update, delete');
create policy worker_looks on delivery_queue for select to ${worker} using (true);
grant select on delivery_queue to ${worker};

create table incident (
  id uuid primary key,
  tenant uuid not null,
  version int not null,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  reference text not null,
  system_id uuid not null,
  kind text not null,
  severity text not null,
  state text not null,
  case_id uuid not null,
  open_key text,
  hook_source_id uuid not null,
  signal_id uuid not null,
  started_at timestamptz not null,
  commander_id uuid,
  containment text,
  corrective_action_required boolean,
  unique (tenant, id),
  unique (tenant, reference)
);
-- While an incident is open it holds its key; closing or dismissing it frees the key for the next one.
create unique index incident_open_key on incident (tenant, open_key);
create index incident_state on incident (tenant, state, id);
create index incident_system on incident (tenant, system_id, id);
create index incident_kind on incident (tenant, kind, id);
create index incident_open_list on incident (tenant, id) where open_key is not null;
select tenant_table('incident');

-- What monitors say, counted per incident and signal key: a storm moves these counters and not the incident's version.
create table signal (
  tenant uuid not null,
  id uuid not null,
  incident_id uuid not null,
  signal_key text not null,
  source_id uuid not null,
  status text not null,
  severity text not null,
  system_ref text,
  system_ref_known boolean,
  model_ref text,
  upstream_key text,
  starts_at timestamptz,
  ends_at timestamptz,
  metric text,
  value double precision,
  threshold double precision,
  summary text,
  firing bigint not null,
  resolved bigint not null,
  deliveries bigint not null,
  first_seen_at timestamptz not null,
  last_seen_at timestamptz not null,
  last_delivery_id uuid not null,
  primary key (tenant, id),
  foreign key (tenant, incident_id) references incident (tenant, id)
);
create unique index signal_identity on signal (tenant, incident_id, signal_key);
select tenant_table('signal');
