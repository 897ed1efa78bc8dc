-- Which signals open an incident by themselves, as the organisation has adopted it; without a row, all of them.
create table opening_rules (
  id uuid primary key,
  tenant uuid not null,
  version int not null,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  revision int not null,
  opening jsonb not null,
  unique (tenant)
);
select tenant_table('opening_rules');

-- What a source has in their stead.
alter table signal_rules add opening jsonb not null default '{"rules":[]}';

-- Whose rule keeps a signal from opening an incident, and what it asks for. The version counts how often the signal has
-- stood differently, so that a person can decide upon it; repetitions leave it.
alter table watched_signal
  add withheld_by text,
  add opens_from text,
  add version int not null default 1;
create index watched_signal_withheld on watched_signal (tenant, id) where withheld_by is not null;
create index watched_signal_withheld_key on watched_signal (tenant, signal_key) where withheld_by is not null;
create index watched_signal_withheld_source on watched_signal (tenant, source_id, signal_key)
  where withheld_by is not null;

-- Rules that have changed, with the place up to which the signals that they had withheld were looked at since. The worker
-- role sees which organisation has some.
create table reconsideration (
  tenant uuid not null,
  id uuid not null,
  source_id uuid,
  after_key text not null,
  due_at timestamptz not null,
  failures int not null default 0,
  primary key (tenant, id)
);
create index reconsideration_due on reconsideration (due_at);
create index reconsideration_due_of on reconsideration (tenant, due_at, id);
select tenant_table('reconsideration', 'select, insert, update, delete');
create policy worker_looks on reconsideration for select to ${worker} using (true);
grant select (tenant, due_at) on reconsideration to ${worker};
