-- Places of entries that were published and that a restored backup has lost, by the order that is kept outside of the
-- database. Each is taken when its event comes again.
create table ledger_place (
  tenant uuid not null,
  leaf_hash bytea not null check (octet_length(leaf_hash) = 32),
  idx bigint not null check (idx >= 0),
  primary key (tenant, leaf_hash),
  unique (tenant, idx)
);
select tenant_table('ledger_place', 'select, delete');
create policy worker_reserves on ledger_place to ${worker} using (true) with check (true);
grant select, insert on ledger_place to ${worker};

-- What comes beside goes behind them; who has looked for a place before they were reserved has to look again.
alter table ledger add column reservations int not null default 0;
create policy worker_begins on ledger for insert to ${worker} with check (true);
create policy worker_moves on ledger for update to ${worker} using (true) with check (true);
grant insert, select (reservations), update (size, reservations) on ledger to ${worker};

-- What two epochs, or a fork of one, have recorded as the same version stands beside each other.
drop index ledger_entry_version;
create unique index ledger_entry_version on ledger_entry (tenant, aggregate_id, aggregate_version, stream_epoch, event_id);
