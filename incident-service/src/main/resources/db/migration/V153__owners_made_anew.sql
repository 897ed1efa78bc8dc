-- A system that is made anew passes its former owners once more. They left long ago: only who was taken for the owner until
-- then may have left. Exclusions that earlier rebuilds have added stay, as nothing tells them from those of people whom
-- reporters name.
create or replace function owner_leaves() returns trigger language plpgsql as $$
begin
  insert into concern_exclusion (tenant, id, concern_id, person_id)
  select c.tenant, gen_random_uuid(), c.id, old.owner_id from concern c
  where c.tenant = old.tenant and c.system_id = old.id and c.state <> 'CLOSED'
    and not exists (select from known_system s
      where s.tenant = old.tenant and s.id = old.id and s.owner_id = old.owner_id)
  on conflict do nothing;
  return null;
end $$;

-- Whoever forgets a system adds it again in the same transaction: who owns it is asked at its end.
drop trigger owner_forgotten on known_system;
create constraint trigger owner_forgotten after delete on known_system deferrable initially deferred for each row
  when (old.owner_id is not null) execute function owner_leaves();

-- Until that end, the owners it passes are not news.
create function made_anew() returns trigger language plpgsql as $$
begin
  perform set_config('aims.made_anew', old.id::text, true);
  return null;
end $$;
create trigger made_anew after delete on known_system for each row execute function made_anew();
create or replace trigger owner_moves after update of owner_id on known_system for each row
  when (old.owner_id is not null and old.owner_id is distinct from new.owner_id
    and current_setting('aims.made_anew', true) is distinct from new.id::text)
  execute function owner_leaves();
