-- A source may have been bound to another system, or shared, since a delivery came: what was sent is kept as well for what the
-- source's signals count for now.
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
    if old.state <> 'QUEUED' and not keeps_shared_bodies(old.tenant, old.source_id, ended_after)
      and not (old.system_id is not null and keeps_raw_bodies(old.tenant, old.system_id, ended_after)) then
      update delivery d set body = ''::bytea, raw_dropped_at = now()
      where d.tenant = old.tenant and d.id = old.id and d.state <> 'QUEUED' and d.raw_dropped_at is null;
    end if;
  end loop;
end $$;
