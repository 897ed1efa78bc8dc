-- Beyond the bound on parked events, an organisation's next ones are let go, and asked for again when there is room.

-- version: the highest one that was let go. held: how far the aggregate was, in any form, when it was looked at last.
create table let_go (
  tenant uuid not null,
  feed text not null,
  aggregate_id uuid not null,
  source text not null,
  version int not null,
  held int not null default 0,
  tries int not null default 0,
  noted_at timestamptz not null default now(),
  next_try_at timestamptz not null,
  primary key (tenant, feed, aggregate_id)
);
create index let_go_due on let_go (next_try_at);
select tenant_table('let_go');
create policy worker_watches on let_go to ${worker} using (true);
grant select, update (held, tries, next_try_at), delete on let_go to ${worker};
