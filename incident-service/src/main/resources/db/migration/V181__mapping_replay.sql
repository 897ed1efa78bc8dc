-- Signals that were placed by an earlier mapping go where the present one places them: asked for by a person, some at a time.
create table mapping_replay (
  tenant uuid not null,
  id uuid not null,
  source_id uuid not null,
  behind text not null default '',
  due_at timestamptz not null,
  failures int not null default 0,
  primary key (tenant, id),
  unique (tenant, source_id),
  foreign key (tenant, source_id) references hook_source (tenant, id)
);
create index mapping_replay_due on mapping_replay (due_at);
create index mapping_replay_due_of on mapping_replay (tenant, due_at);
select tenant_table('mapping_replay', 'select, insert, update, delete');
create policy worker_looks on mapping_replay for select to ${worker} using (true);
grant select (tenant, due_at) on mapping_replay to ${worker};
create index watched_signal_of_source on watched_signal (tenant, source_id, signal_key);
create index signal_of_key on signal (tenant, signal_key);
