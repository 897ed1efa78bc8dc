-- Events belong to the epoch in which they were recorded, replays have their own lane, and dead letters can be discarded.

-- epoch: that of the recording, where it is not the present one. replay: sent before, and put back because somebody misses it.
alter table outbox
  add column epoch int,
  add column replay boolean not null default false;
create index outbox_replay on outbox (position) where replay;
-- The owner of a forced table sees no row; to accept a restore it has to mark those of all organisations.
create policy owner_marks on outbox to current_user using (true);

-- For the owner, after a restore to an earlier point: what others hold beyond it counts as lost, a new epoch begins above
-- every one that was published. What waits in the outbox was recorded before: it keeps the epoch of then, under which
-- others may have it already. Neither a change nor the relay may be half-way meanwhile.
drop function accept_restore(text);
create function accept_restore(reason text, above int) returns int language plpgsql as $$
declare
  ended int;
  begun int;
begin
  perform from lease where name = 'relay' for update;
  lock table outbox in share row exclusive mode;
  select max(epoch) into ended from stream_epoch;
  update outbox set epoch = ended where epoch is null;
  insert into stream_epoch (epoch, reason) values (greatest(ended, above) + 1, accept_restore.reason)
    returning epoch into begun;
  return begun;
end $$;
revoke execute on function accept_restore(text, int) from public;

-- A dead letter that can never be applied is closed by a person, with a reason.
alter table dead_letter
  drop constraint dead_letter_state_check,
  add constraint dead_letter_state_check check (state in ('OPEN', 'REDRIVEN', 'DISCARDED')),
  add column discarded_by text,
  add column discarded_at timestamptz;

-- The worker watches dead letters and needs nothing of what is in them.
revoke select on dead_letter from ${worker};
grant select (tenant, feed, aggregate_id, version, epoch, state) on dead_letter to ${worker};
