-- What came in by a shared source is kept like the rest: while a signal of that source waits for its system, or counts for an
-- incident that keeps it.
create index signal_source on signal (tenant, source_id);
do $$ begin
  execute format('create policy owner_looks on signal for select to %I using (true)', current_user);
  execute format('create policy owner_looks on unmapped_signal for select to %I using (true)', current_user);
end $$;

create function keeps_shared_bodies(organisation uuid, of_source uuid, ended_after timestamptz) returns boolean
language sql stable set search_path = public, pg_temp
as $$
  select exists (select from unmapped_signal u
      where u.tenant = organisation and u.source_id = of_source and u.state = 'WAITING')
    or exists (select from signal s join incident i on i.tenant = s.tenant and i.id = s.incident_id
      left join incident target on target.tenant = i.tenant and target.id = i.merged_into
      where s.tenant = organisation and s.source_id = of_source
        and (i.open or i.evidence_hold or i.ended_at >= ended_after
          or target.open or target.evidence_hold or target.ended_at >= ended_after))
$$;
revoke all on function keeps_shared_bodies(uuid, uuid, timestamptz) from public;

create or replace function drop_raw_bodies(received_before timestamptz, ended_after timestamptz, behind_time timestamptz,
  behind_id uuid, most int, out last_time timestamptz, out last_id uuid, out looked_at int)
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
  old record;
begin
  looked_at := 0;
  for old in
    select d.tenant, d.id, d.source_id, d.system_id, d.received_at, d.state from delivery d
    where d.raw_dropped_at is null and d.received_at < received_before
      and (d.received_at, d.id) > (behind_time, behind_id)
    order by d.received_at, d.id limit most
  loop
    looked_at := looked_at + 1;
    last_time := old.received_at;
    last_id := old.id;
    if old.state <> 'QUEUED' and not (case when old.system_id is null
        then keeps_shared_bodies(old.tenant, old.source_id, ended_after)
        else keeps_raw_bodies(old.tenant, old.system_id, ended_after) end) then
      update delivery d set body = ''::bytea, raw_dropped_at = now()
      where d.tenant = old.tenant and d.id = old.id and d.state <> 'QUEUED' and d.raw_dropped_at is null;
    end if;
  end loop;
end $$;
