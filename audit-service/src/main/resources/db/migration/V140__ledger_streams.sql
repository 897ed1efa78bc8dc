-- Which place each entry has in the stream of its service, and what the services say of their streams.
alter table ledger_entry add column stream_seq bigint;
alter table ledger_entry add column stream_epoch int not null default 1;
-- A service that goes on from an older backup may use versions again, in a later epoch.
drop index ledger_entry_version;
create unique index ledger_entry_version on ledger_entry (tenant, aggregate_id, aggregate_version, stream_epoch);
create index ledger_entry_stream on ledger_entry (tenant, source, stream_seq, stream_epoch);

-- The newest signed head of each stream, and how far the ledger has been compared with it.
create table ledger_stream (
  tenant uuid not null,
  service text not null,
  claimed_size bigint not null,
  claimed_digest bytea not null check (octet_length(claimed_digest) = 32),
  claimed_epoch int not null,
  claimed_at timestamptz not null,
  note text not null,
  -- another note of the same service, epoch and size: together they prove that it said two things
  contradicting_note text,
  contradiction text,
  held_size bigint not null default 0,
  held_digest bytea not null default decode(repeat('00', 32), 'hex'),
  behind_since timestamptz,
  asked_at timestamptz,
  next_look_at timestamptz,
  primary key (tenant, service)
);
select tenant_table('ledger_stream');
create index ledger_stream_next_look on ledger_stream (next_look_at) where next_look_at is not null;
create policy worker_compares on ledger_stream to ${worker} using (true) with check (true);
grant select on ledger_stream to ${worker};
grant update (held_size, held_digest, behind_since, asked_at, next_look_at, contradiction) on ledger_stream to ${worker};
grant select (source, stream_seq, stream_epoch) on ledger_entry to ${worker};
