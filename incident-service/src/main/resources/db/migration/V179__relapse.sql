-- Incidents that people have found resolved and of which a signal fires anew, until a round has put them back to triage. The
-- worker role sees which organisation has some.
create table relapse (
  tenant uuid not null,
  incident_id uuid not null,
  due_at timestamptz not null,
  failures int not null default 0,
  primary key (tenant, incident_id),
  foreign key (tenant, incident_id) references incident (tenant, id)
);
create index relapse_due on relapse (due_at);
create index relapse_due_of on relapse (tenant, due_at, incident_id);
select tenant_table('relapse', 'select, insert, update, delete');
create policy worker_looks on relapse for select to ${worker} using (true);
grant select on relapse to ${worker};

alter table incident add column relapses int not null default 0;

-- Which firing has become able to open an incident (what fires already is nothing new), and whether an end was ever heard.
alter table watched_signal add column ripe_since timestamptz;
alter table watched_signal add column ends boolean not null default false;
alter table watched_signal no force row level security;
alter table signal no force row level security;
update watched_signal set ripe_since = firing_since where firing_since is not null;
update watched_signal w set ends = true from signal s
  where s.tenant = w.tenant and s.signal_key = w.signal_key and s.resolved > 0;
alter table signal force row level security;
alter table watched_signal force row level security;
