-- The technical tables that every service has: event log, outbox, lease, inbox, idempotency keys, reference counters.
-- Placeholders: app and worker are the service's database roles.

-- A process that freezes inside a transaction must not hold its locks for longer than others can wait.
do $$ begin
  execute format('alter database %I set idle_in_transaction_session_timeout = ''15s''', current_database());
  execute format('alter database %I set lock_timeout = ''10s''', current_database());
end $$;

-- Binds a table to organisations: no tenant set, no rows; the owner is bound as well.
create function tenant_table(t regclass, privileges text default 'select, insert, update') returns void
language plpgsql as $$
begin
  execute format('alter table %s enable row level security', t);
  execute format('alter table %s force row level security', t);
  execute format('create policy tenant_rows on %s to ${app} using (tenant = nullif(current_setting(''app.tenant'', true), '''')::uuid)'
    ' with check (tenant = nullif(current_setting(''app.tenant'', true), '''')::uuid)', t);
  execute format('grant %s on %s to ${app}', privileges, t);
end $$;

grant usage on schema public to ${app}, ${worker};

-- The service's history. Nobody is granted update or delete: it only grows.
create table event (
  position bigint generated always as identity primary key,
  tenant uuid not null,
  id uuid not null,
  type text not null,
  aggregate_type text not null,
  aggregate_id uuid not null,
  aggregate_version int not null,
  correlation_id uuid not null,
  occurred_at timestamptz not null,
  actor text not null,
  body bytea not null,
  texts jsonb not null
);
create unique index event_version on event (tenant, aggregate_id, aggregate_version);
create unique index event_id on event (tenant, id);
create index event_correlation on event (tenant, correlation_id);
select tenant_table('event', 'select, insert');
create policy worker_reads on event for select to ${worker} using (true);
grant select on event to ${worker};

create table outbox (
  position bigint primary key,
  tenant uuid not null
);
select tenant_table('outbox', 'insert');
create policy worker_drains on outbox to ${worker} using (true);
grant select, delete on outbox to ${worker};

create table lease (
  name text primary key,
  holder uuid not null,
  epoch bigint not null,
  expires_at timestamptz not null
);
grant select, insert, update on lease to ${worker};

create table inbox (
  tenant uuid not null,
  feed text not null,
  aggregate_id uuid not null,
  version int not null,
  primary key (tenant, feed, aggregate_id)
);
select tenant_table('inbox');

create table parked_event (
  tenant uuid not null,
  feed text not null,
  aggregate_id uuid not null,
  version int not null,
  body bytea not null,
  parked_at timestamptz not null default now(),
  primary key (tenant, feed, aggregate_id, version)
);
select tenant_table('parked_event', 'select, insert, delete');

create table dead_letter (
  tenant uuid not null,
  feed text not null,
  aggregate_id uuid not null,
  version int not null,
  type text not null,
  body bytea not null,
  cause text not null,
  failed_at timestamptz not null default now(),
  primary key (tenant, feed, aggregate_id, version)
);
select tenant_table('dead_letter', 'select, insert, delete');

create table idempotency_key (
  tenant uuid not null,
  client text not null,
  route text not null,
  key text not null,
  fingerprint bytea not null,
  status int,
  headers text,
  body text,
  created_at timestamptz not null default now(),
  primary key (tenant, client, route, key)
);
create index idempotency_key_age on idempotency_key (created_at);
select tenant_table('idempotency_key');
create policy worker_expires on idempotency_key to ${worker} using (true);
grant select, delete on idempotency_key to ${worker};

create table reference_counter (
  tenant uuid not null,
  prefix text not null,
  value bigint not null,
  primary key (tenant, prefix)
);
select tenant_table('reference_counter');
