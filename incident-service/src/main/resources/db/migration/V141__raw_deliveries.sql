-- A delivery that waits for a person can be run again; who has asked for it, and why, stays.
alter table delivery add column replayed_at timestamptz;
alter table delivery add column replayed_by text;
alter table delivery add column replay_reason text;
grant update (replayed_at, replayed_by, replay_reason) on delivery to ${app};

-- What was sent goes after a while; that it was sent stays, with its digest.
alter table delivery add column raw_dropped_at timestamptz;
create index delivery_raw on delivery (received_at) where raw_dropped_at is null;

-- Neither role of the service may change what was sent: this function can forget it, and nothing else. An open incident
-- keeps what came in for its system, and so does one whose evidence is on hold, where incidents know of holds.
do $$ begin
  execute format('create policy owner_forgets on delivery to %I using (true)', current_user);
  execute format('create policy owner_looks on incident for select to %I using (true)', current_user);
end $$;
create function drop_raw_bodies(received_before timestamptz, most int) returns int
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
  dropped int;
begin
  with old as (
    select d.tenant, d.id from delivery d
    where d.received_at < received_before and d.raw_dropped_at is null and d.state <> 'QUEUED'
      and not exists (select 1 from incident i where i.tenant = d.tenant and i.system_id = d.system_id
                        and (i.state not in ('CLOSED', 'DISMISSED', 'MERGED')
                          or coalesce((to_jsonb(i) ->> 'evidence_hold')::boolean, false)))
    order by d.received_at limit most for update of d skip locked)
  update delivery d set body = ''::bytea, raw_dropped_at = now() from old where d.tenant = old.tenant and d.id = old.id;
  get diagnostics dropped = row_count;
  return dropped;
end $$;
revoke all on function drop_raw_bodies(timestamptz, int) from public;
grant execute on function drop_raw_bodies(timestamptz, int) to ${worker};
