-- A delivery that waits for a person can be run again; who has asked for it, and why, stays.
alter table delivery add column replayed_at timestamptz;
alter table delivery add column replayed_by text;
alter table delivery add column replay_reason text;
grant update (replayed_at, replayed_by, replay_reason) on delivery to ${app};

-- What was sent goes after a while; that it was sent stays, with its digest.
alter table delivery add column raw_dropped_at timestamptz;
create index delivery_raw on delivery (received_at, id) where raw_dropped_at is null;

-- Of most systems none is open or held.
create index incident_keeping on incident (tenant, system_id) where open or evidence_hold;

do $$ begin
  execute format('create policy owner_forgets on delivery to %I using (true)', current_user);
  execute format('create policy owner_looks on incident for select to %I using (true)', current_user);
end $$;

-- What came in for a system is kept while an incident of it, or the one that this was merged into, is open, holds evidence,
-- or may be opened again.
create function keeps_raw_bodies(organisation uuid, of_system uuid, ended_after timestamptz) returns boolean
language sql stable set search_path = public, pg_temp
as $$
  select exists (select from incident i
      where i.tenant = organisation and i.system_id = of_system and (i.open or i.evidence_hold))
    or exists (select from incident i
      where i.tenant = organisation and i.system_id = of_system and i.ended_at >= ended_after)
    or exists (select from incident i join incident target on target.tenant = i.tenant and target.id = i.merged_into
      where i.tenant = organisation and i.system_id = of_system and i.ended_at is not null
        and (target.open or target.evidence_hold or target.ended_at >= ended_after))
$$;
revoke all on function keeps_raw_bodies(uuid, uuid, timestamptz) from public;

-- Neither role of the service may change what was sent: this function can forget it, and nothing else. It looks at a few
-- deliveries, oldest first, behind the one that it is given, and answers with the last one and how many it looked at, so that
-- those which are kept are passed once.
create function drop_raw_bodies(received_before timestamptz, ended_after timestamptz, behind_time timestamptz,
  behind_id uuid, most int, out last_time timestamptz, out last_id uuid, out looked_at int)
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
  old record;
begin
  looked_at := 0;
  for old in
    select d.tenant, d.id, d.system_id, d.received_at, d.state from delivery d
    where d.raw_dropped_at is null and d.received_at < received_before
      and (d.received_at, d.id) > (behind_time, behind_id)
    order by d.received_at, d.id limit most
  loop
    looked_at := looked_at + 1;
    last_time := old.received_at;
    last_id := old.id;
    if old.state <> 'QUEUED' and not keeps_raw_bodies(old.tenant, old.system_id, ended_after) then
      update delivery d set body = ''::bytea, raw_dropped_at = now()
      where d.tenant = old.tenant and d.id = old.id and d.state <> 'QUEUED' and d.raw_dropped_at is null;
    end if;
  end loop;
end $$;
revoke all on function drop_raw_bodies(timestamptz, timestamptz, timestamptz, uuid, int) from public;
grant execute on function drop_raw_bodies(timestamptz, timestamptz, timestamptz, uuid, int) to ${worker};
