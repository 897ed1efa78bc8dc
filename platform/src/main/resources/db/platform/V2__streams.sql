-- The event log by month, versions that follow each other, and the streams: one numbered, chained list of events per organisation.
-- Placeholders: app and worker are the service's database roles.

-- The rows move, so the owner has to see them while they do.
alter table event no force row level security;
alter table outbox no force row level security;

create table event_by_month (
  position bigint generated always as identity,
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
) partition by range (occurred_at);
-- What no month takes lands here, so that a missing month never refuses a change.
create table event_default partition of event_by_month default;
insert into event_by_month (position, tenant, id, type, aggregate_type, aggregate_id, aggregate_version, correlation_id,
                            occurred_at, actor, body, texts) overriding system value
  select position, tenant, id, type, aggregate_type, aggregate_id, aggregate_version, correlation_id, occurred_at, actor,
         body, texts from event;
select setval(pg_get_serial_sequence('event_by_month', 'position'), coalesce(max(position), 0) + 1, false) from event;
drop table event;
alter table event_by_month rename to event;
alter table event add primary key (position, occurred_at);
create index event_history on event (tenant, aggregate_id, aggregate_version);
create index event_correlation on event (tenant, correlation_id);

-- Makes the partitions of this month and the next two, and of every month that the default partition holds rows of.
-- Called at start and daily by the worker, which may not create tables itself.
create function prepare_event_months() returns int language plpgsql security definer
set search_path = public, pg_temp set timezone = 'UTC' as $$
declare
  month timestamptz;
  partition text;
  made int := 0;
begin
  perform pg_advisory_xact_lock(hashtext('event months'));
  for month in
    select generate_series(date_trunc('month', now()), date_trunc('month', now()) + interval '2 months', interval '1 month')
    union select date_trunc('month', occurred_at) from event_default
    order by 1
  loop
    partition := 'event_' || to_char(month, 'YYYY_MM');
    if to_regclass(partition) is null then
      execute format('create table %I (like event)', partition);
      execute format('with moved as (delete from event_default where occurred_at >= %L and occurred_at < %L returning *)'
        ' insert into %I select * from moved', month, month + interval '1 month', partition);
      execute format('alter table event attach partition %I for values from (%L) to (%L)',
        partition, month, month + interval '1 month');
      made := made + 1;
    end if;
  end loop;
  return made;
end $$;
revoke execute on function prepare_event_months() from public;
grant execute on function prepare_event_months() to ${worker};
select prepare_event_months();

-- The latest version of each aggregate: a partitioned table can't keep versions unique across its months.
create table aggregate_head (
  tenant uuid not null,
  aggregate_id uuid not null,
  version int not null,
  primary key (tenant, aggregate_id)
) with (fillfactor = 80);
insert into aggregate_head select tenant, aggregate_id, max(aggregate_version) from event group by tenant, aggregate_id;
select tenant_table('aggregate_head');

-- Version n only directly after n - 1, whoever writes; two writers of one version meet at the row of the aggregate.
create function event_follows() returns trigger language plpgsql as $$
begin
  if new.aggregate_version = 1 then
    insert into aggregate_head values (new.tenant, new.aggregate_id, 1);
  else
    update aggregate_head set version = new.aggregate_version
      where tenant = new.tenant and aggregate_id = new.aggregate_id and version = new.aggregate_version - 1;
    if not found then
      raise exception 'version % of % does not follow the latest one', new.aggregate_version, new.aggregate_id
        using errcode = 'unique_violation', constraint = 'event_follows', table = 'event';
    end if;
  end if;
  return new;
end $$;
create trigger event_follows before insert on event for each row execute function event_follows();

-- The moment of the event leads the relay to the month that holds it.
alter table outbox add column occurred_at timestamptz;
update outbox set occurred_at = event.occurred_at from event where event.position = outbox.position;
alter table outbox alter column occurred_at set not null;
alter table outbox force row level security;
-- A replay puts events back.
grant insert on outbox to ${worker};

-- The history of this database's life: the epoch grows when a loss is accepted after a restore.
create table stream_epoch (
  epoch int primary key,
  begun_at timestamptz not null default now(),
  reason text not null
);
insert into stream_epoch (epoch, reason) values (1, 'the beginning');
grant select on stream_epoch to ${worker};

-- For the owner, after a restore to an earlier point: what others hold beyond it counts as lost, a new epoch begins.
create function accept_restore(reason text) returns int language sql as $$
  insert into stream_epoch (epoch, reason) select max(epoch) + 1, accept_restore.reason from stream_epoch returning epoch
$$;
revoke execute on function accept_restore(text) from public;

-- One row for each event that was ever given its place; digest = SHA-256(digest before || leaf), leaf = SHA-256(0x00 || body).
create table stream_entry (
  tenant uuid not null,
  seq bigint not null,
  epoch int not null,
  position bigint not null unique,
  occurred_at timestamptz not null,
  event_id uuid not null,
  digest bytea not null,
  primary key (tenant, seq)
);
create table stream_head (
  tenant uuid primary key,
  size bigint not null,
  digest bytea not null
) with (fillfactor = 80);
do $$
declare
  e record;
  present uuid;
  n bigint;
  chained bytea;
begin
  for e in select tenant, position, occurred_at, id, body from event order by tenant, position loop
    if e.tenant is distinct from present then
      present := e.tenant;
      n := 0;
      chained := decode(repeat('00', 32), 'hex');
    end if;
    n := n + 1;
    chained := sha256(chained || sha256('\x00'::bytea || e.body));
    insert into stream_entry values (e.tenant, n, 1, e.position, e.occurred_at, e.id, chained);
  end loop;
  insert into stream_head select distinct on (tenant) tenant, seq, digest from stream_entry order by tenant, seq desc;
end $$;
do $$
declare t text;
begin
  foreach t in array array['stream_entry', 'stream_head'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy worker_numbers on %I to ${worker} using (true)', t);
    execute format('grant select, insert, update on %I to ${worker}', t);
  end loop;
end $$;
revoke update on stream_entry from ${worker};

select tenant_table('event', 'select, insert');
create policy worker_reads on event for select to ${worker} using (true);
grant select on event to ${worker};
