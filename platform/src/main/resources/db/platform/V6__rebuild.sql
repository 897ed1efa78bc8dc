-- A projection is made anew, aggregate by aggregate, from the events that their owner sends again.

-- rebuild_at: when the owner is asked (again) for the events of an aggregate that is being made anew; null for all others.
-- rebuild_missing: the first version that was missing when its owner was asked last; rebuild_tries: how often in vain since.
alter table inbox add column rebuild_at timestamptz, add column rebuild_missing int not null default 0,
  add column rebuild_tries int not null default 0;
create index inbox_rebuild on inbox (rebuild_at) where rebuild_at is not null;
create index inbox_rebuild_left on inbox (tenant, feed) where rebuild_at is not null;
create policy worker_asks on inbox for update to ${worker} using (true);
grant update (rebuild_at, rebuild_missing, rebuild_tries) on inbox to ${worker};

-- The events that have come again, until all of an aggregate are there.
create table rebuild_event (
  tenant uuid not null,
  feed text not null,
  aggregate_id uuid not null,
  version int not null,
  epoch int not null,
  stream_seq bigint,
  body bytea not null,
  primary key (tenant, feed, aggregate_id, version)
);
select tenant_table('rebuild_event', 'select, insert, update, delete');
create policy worker_watches on rebuild_event for select to ${worker} using (true);
grant select (tenant, feed, aggregate_id, version) on rebuild_event to ${worker};

-- Who wanted it, when and why.
create table rebuild (
  tenant uuid not null,
  feed text not null,
  begun_at timestamptz not null default now(),
  begun_by text not null,
  reason text not null,
  primary key (tenant, feed, begun_at)
);
select tenant_table('rebuild', 'select, insert');
