-- A relapse names the signals that fire anew, one row for each, so that one that has left its incident meanwhile does not put
-- that back. Of what was noted before, the signal that was heard last stands for all; what has been merged since is noted
-- for what goes on.
alter table relapse add column signal_id uuid;
alter table relapse drop constraint relapse_pkey;
alter table relapse no force row level security;
alter table incident no force row level security;
alter table signal no force row level security;
insert into relapse (tenant, incident_id, signal_id, due_at)
  select noted.tenant, coalesce(incident.merged_into, incident.id), heard.id, min(noted.due_at)
  from relapse noted join incident on incident.tenant = noted.tenant and incident.id = noted.incident_id
  cross join lateral (
    select id from signal where tenant = noted.tenant and incident_id = noted.incident_id
    order by status = 'FIRING' desc, last_seen_at desc, id limit 1) heard
  group by 1, 2, 3;
delete from relapse where signal_id is null;
alter table signal force row level security;
alter table incident force row level security;
alter table relapse force row level security;
alter table relapse alter column signal_id set not null;
alter table relapse add primary key (tenant, incident_id, signal_id);
revoke select on relapse from ${worker};
grant select (tenant, due_at) on relapse to ${worker};

alter table timeline_entry add column signals jsonb;
