-- Each signal as it stands, whatever incident it belongs to. Its row is there before its first statement is heard, in the
-- same transaction, so that others wait for it; until then it has no status. The worker role sees which organisation has some to look at.
create table watched_signal (
  tenant uuid not null,
  id uuid not null,
  signal_key text not null,
  source_id uuid not null,
  system_id uuid not null,
  kind text not null,
  severity text not null,
  status text,
  episode timestamptz,
  last_delivery_id uuid,
  changed_at timestamptz,
  firing_since timestamptz,
  changes jsonb not null,
  flapping boolean not null,
  skewed boolean not null,
  unheard boolean not null,
  late bigint not null,
  snoozed_until timestamptz,
  last_seen_at timestamptz not null,
  due_at timestamptz,
  primary key (tenant, id)
);
create unique index watched_signal_key on watched_signal (tenant, signal_key);
create index watched_signal_source on watched_signal (tenant, source_id, id);
create index watched_signal_system on watched_signal (tenant, system_id, id);
create index watched_signal_status on watched_signal (tenant, status, id);
create index watched_signal_flapping on watched_signal (tenant, id) where flapping;
create index watched_signal_due on watched_signal (due_at) where due_at is not null;
create index watched_signal_due_of on watched_signal (tenant, due_at, signal_key) where due_at is not null;
select tenant_table('watched_signal');
create policy worker_looks on watched_signal for select to ${worker} using (true);
grant select (tenant, due_at) on watched_signal to ${worker};

-- What is counted while no incident is open for it waits here, too, and belongs to none; it is moved to the row of its
-- incident when there is one.
grant delete on signal to ${app};
alter table signal alter incident_id drop not null;
create unique index signal_waiting on signal (tenant, signal_key) where incident_id is null;
create index signal_waiting_about on signal (tenant, about) where incident_id is null;

create table signal_rules (
  id uuid primary key,
  tenant uuid not null,
  version int not null,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  source_id uuid not null,
  hold_down_seconds int not null,
  flaps_at int not null,
  calm_at int not null,
  flap_window_seconds int not null,
  constraint signal_rules_source foreign key (tenant, source_id) references hook_source (tenant, id)
);
create unique index signal_rules_of_source on signal_rules (tenant, source_id);
select tenant_table('signal_rules');

-- Until when a signal is snoozed; the id is that of the signal.
create table snooze (
  id uuid primary key,
  tenant uuid not null,
  version int not null,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  until_at timestamptz not null,
  foreign key (tenant, id) references watched_signal (tenant, id)
);
select tenant_table('snooze');

create table maintenance_window (
  id uuid primary key,
  tenant uuid not null,
  version int not null,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  system_id uuid not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  unique (tenant, id),
  -- A system that is made anew is gone for a moment.
  constraint maintenance_window_system foreign key (tenant, system_id) references known_system (tenant, id)
    deferrable initially immediate
);
create index maintenance_window_list on maintenance_window (tenant, system_id, id);
create index maintenance_window_end on maintenance_window (tenant, system_id, ends_at);
select tenant_table('maintenance_window');
