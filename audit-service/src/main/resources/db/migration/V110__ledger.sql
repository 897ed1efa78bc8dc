-- The ledger, one per organisation, in its three moments.

-- Sequenced: an event has its place. The app role appends and never changes; the row in ledger is the lock that keeps
-- the places without a gap.
create table ledger (
  tenant uuid primary key,
  size bigint not null check (size >= 0)
);
select tenant_table('ledger');

create table ledger_entry (
  tenant uuid not null,
  idx bigint not null check (idx >= 0),
  event_id uuid not null,
  type text not null,
  source text not null,
  aggregate_type text not null,
  aggregate_id uuid not null,
  aggregate_version int not null,
  correlation_id uuid not null,
  causation_id uuid,
  actor text not null,
  occurred_at timestamptz not null,
  leaf_hash bytea not null check (octet_length(leaf_hash) = 32),
  body bytea not null,
  primary key (tenant, idx)
);
create unique index ledger_entry_version on ledger_entry (tenant, aggregate_id, aggregate_version);
create index ledger_entry_aggregate on ledger_entry (tenant, aggregate_id, idx);
create index ledger_entry_correlation on ledger_entry (tenant, correlation_id, idx);
create index ledger_entry_type on ledger_entry (tenant, type, idx);
select tenant_table('ledger_entry', 'select, insert');

-- Integrated: it is part of the tree. Only the worker role builds it.
create table ledger_tree (
  tenant uuid primary key,
  size bigint not null check (size >= published),
  published bigint not null check (published >= 0)
);
select tenant_table('ledger_tree', 'select');

create table ledger_node (
  tenant uuid not null,
  level int not null check (level between 0 and 62),
  idx bigint not null check (idx >= 0),
  hash bytea not null check (octet_length(hash) = 32),
  primary key (tenant, level, idx)
);
select tenant_table('ledger_node', 'select');

-- Published: a signed checkpoint that covers it has left the database.
create table checkpoint (
  tenant uuid not null,
  size bigint not null check (size > 0),
  root bytea not null check (octet_length(root) = 32),
  note text not null,
  created_at timestamptz not null,
  primary key (tenant, size)
);
select tenant_table('checkpoint', 'select');

create policy worker_reads on ledger for select to ${worker} using (true);
grant select on ledger to ${worker};
create policy worker_reads on ledger_entry for select to ${worker} using (true);
grant select (tenant, idx, leaf_hash) on ledger_entry to ${worker};
create policy worker_grows on ledger_tree to ${worker} using (true) with check (true);
grant select, insert, update on ledger_tree to ${worker};
create policy worker_grows on ledger_node to ${worker} using (true) with check (true);
grant select, insert on ledger_node to ${worker};
create policy worker_publishes on checkpoint to ${worker} using (true) with check (true);
grant select, insert on checkpoint to ${worker};
