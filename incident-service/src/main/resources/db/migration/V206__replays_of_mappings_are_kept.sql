-- The last replay of each mapping is kept once it is done, with what has come of it; the next one takes its place.
alter table mapping_replay
  alter column due_at drop not null,
  add column started_at timestamptz not null default now(),
  add column gone_on_at timestamptz not null default now(),
  add column ended_at timestamptz,
  add column signals_at_start int not null default 0,
  add column signals int not null default 0,
  add column deliveries int not null default 0,
  add column moved int not null default 0,
  add column joined int not null default 0,
  add column firing int not null default 0;

-- What is under way while a release is brought in begins anew: what it has moved is where it belongs already, and what it
-- tells at its end is then true.
alter table mapping_replay no force row level security;
alter table watched_signal no force row level security;
update mapping_replay r set behind = '', signals_at_start = (
  select count(*) from watched_signal
  where tenant = r.tenant and source_id = r.source_id and status is not null);
alter table watched_signal force row level security;
alter table mapping_replay force row level security;
