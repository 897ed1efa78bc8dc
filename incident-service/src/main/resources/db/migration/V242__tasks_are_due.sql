-- When it is to be said that a task should have been done. Of those that should have been before this it is said at once, but
-- not where the incident, or what it was merged into, has turned out to be none; so it is with who was to be told of it.
alter table task add column next_at timestamptz;
alter table task add column failures int not null default 0;
alter table task no force row level security;
alter table communication no force row level security;
alter table incident no force row level security;
update task t set next_at = (due_on + 1)::timestamp at time zone 'UTC'
  where state = 'OPEN' and due_on is not null and not exists (
    select from incident i left join incident whole on whole.tenant = i.tenant and whole.id = i.merged_into
    where i.tenant = t.tenant and i.id = t.incident_id and 'DISMISSED' in (i.state, whole.state));
update communication c set next_at = null
  where next_at is not null and exists (
    select from incident i left join incident whole on whole.tenant = i.tenant and whole.id = i.merged_into
    where i.tenant = c.tenant and i.id = c.incident_id and 'DISMISSED' in (i.state, whole.state));
alter table incident force row level security;
alter table communication force row level security;
alter table task force row level security;
create index task_turn on task (tenant, next_at) where next_at is not null;
create index task_look on task (next_at, tenant) where next_at is not null;
-- The worker role sees which organisation has something to do, and nothing of what.
create policy worker_looks on task for select to ${worker} using (true);
grant select (tenant, next_at) on task to ${worker};
