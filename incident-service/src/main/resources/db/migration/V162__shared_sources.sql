-- A source that is bound to no system is shared: its mapping, and the names of systems, tell what its signals are about.
alter table hook_source alter system_id drop not null;
alter table hook_source add mapping jsonb;
alter table delivery alter system_id drop not null;

-- By which names monitors may call which system, in small letters; a name that two answer to means neither.
create table known_name (
  tenant uuid not null,
  name text not null,
  system_id uuid not null,
  primary key (tenant, name, system_id)
);
create index known_name_system on known_name (tenant, system_id);
select tenant_table('known_name', 'select, insert, delete');

alter table known_system no force row level security;
alter table known_name no force row level security;
insert into known_name (tenant, name, system_id)
  select distinct s.tenant, lower(n.name), s.id
  from known_system s, lateral (
    select s.id::text as name
    union select s.reference
    union select s.name
    union select regexp_replace(lower(s.name), '[^a-z0-9]+', '-', 'g')
    union select unnest(array[p ->> 'workload', (p ->> 'namespace') || '/' || (p ->> 'workload'), p ->> 'endpoint',
      p ->> 'modelName']) from jsonb_array_elements(s.places -> 'all') as p) as n
  where n.name is not null and length(n.name) <= 500;
alter table known_name force row level security;
alter table known_system force row level security;

-- Signals of shared sources of which nobody knows the system: one row per key, however often it comes. Counters move without
-- a version, as a storm must burn none. The worker role sees which organisation has some to look at, and how many wait.
create table unmapped_signal (
  id uuid primary key,
  tenant uuid not null,
  version int not null,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  source_id uuid not null,
  signal_key text not null,
  state text not null,
  announced boolean not null,
  system_id uuid,
  kind text not null,
  severity text not null,
  status text not null,
  system_ref text,
  system_name text,
  model_ref text,
  summary text,
  fired jsonb,
  fired_at timestamptz,
  fired_delivery uuid,
  run_since timestamptz,
  run_delivery uuid,
  ended jsonb,
  ended_at timestamptz,
  ended_delivery uuid,
  firing bigint not null,
  resolved bigint not null,
  deliveries bigint not null,
  first_seen_at timestamptz not null,
  last_seen_at timestamptz not null,
  last_delivery_id uuid not null,
  due_at timestamptz,
  failures int not null default 0,
  unique (tenant, id),
  foreign key (tenant, source_id) references hook_source (tenant, id)
);
create unique index unmapped_signal_key on unmapped_signal (tenant, signal_key);
create index unmapped_signal_state on unmapped_signal (tenant, state, id);
create index unmapped_signal_source on unmapped_signal (tenant, source_id, id);
create index unmapped_signal_of_source on unmapped_signal (tenant, source_id, signal_key) where state = 'WAITING';
create index unmapped_signal_of_name on unmapped_signal (tenant, system_name, signal_key) where state = 'WAITING';
create index unmapped_signal_due on unmapped_signal (due_at) where due_at is not null;
create index unmapped_signal_due_of on unmapped_signal (tenant, due_at) where due_at is not null;
create index unmapped_signal_waiting on unmapped_signal (severity) where state = 'WAITING';
select tenant_table('unmapped_signal');
create policy worker_looks on unmapped_signal for select to ${worker} using (true);
grant select (tenant, due_at, state, severity) on unmapped_signal to ${worker};

-- A mapping or a name has changed: what waits for that source, or by that name, is looked at again, some at a time.
create table mapping_news (
  tenant uuid not null,
  id uuid not null,
  source_id uuid,
  name text,
  behind text not null default '',
  due_at timestamptz not null,
  failures int not null default 0,
  primary key (tenant, id),
  check ((source_id is null) <> (name is null))
);
create index mapping_news_due on mapping_news (due_at);
create index mapping_news_due_of on mapping_news (tenant, due_at);
select tenant_table('mapping_news', 'select, insert, update, delete');
create policy worker_looks on mapping_news for select to ${worker} using (true);
grant select (tenant, due_at) on mapping_news to ${worker};
