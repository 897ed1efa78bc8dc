-- Of incidents from before that people have judged, the worst that their signals are called now counts as heard: what fires on
-- is nothing new to them. What is still to be heard (held, not to be heard of for a while, or to be told with the next round)
-- is not, nor is anything of an incident that nobody has judged, which becomes as bad as that.
alter table incident no force row level security;
alter table signal no force row level security;
alter table watched_signal no force row level security;
alter table alarm no force row level security;
update incident i set signalled = (array['CRITICAL', 'MAJOR', 'MINOR', 'INFO'])[heard.rank]
  from (
    select c.tenant, coalesce(c.merged_into, c.id) as id,
      min(array_position(array['CRITICAL', 'MAJOR', 'MINOR', 'INFO'], s.severity)) as rank
    from signal s join incident c on c.tenant = s.tenant and c.id = s.incident_id
    where not exists (select from alarm a where a.tenant = s.tenant and a.signal_id = s.id)
      and not exists (select from watched_signal w where w.tenant = s.tenant and w.signal_key = s.signal_key
        and w.firing_since is not null and (w.ripe_since is distinct from w.firing_since
          or w.withheld_by is not null or w.due_at is not null and not w.flapping))
    group by 1, 2) heard
  where i.judged and i.tenant = heard.tenant and i.id = heard.id
    and heard.rank < array_position(array['CRITICAL', 'MAJOR', 'MINOR', 'INFO'], i.signalled);
alter table alarm force row level security;
alter table watched_signal force row level security;
alter table signal force row level security;
alter table incident force row level security;
