-- When it is to be said that a task should have been done. Of those that should have been before this it is said at once.
alter table task add column next_at timestamptz;
alter table task add column failures int not null default 0;
alter table task no force row level security;
update task set next_at = (due_on + 1)::timestamp at time zone 'UTC' where state = 'OPEN' and due_on is not null;
alter table task force row level security;
create index task_turn on task (tenant, next_at) where next_at is not null;
create index task_look on task (next_at, tenant) where next_at is not null;
-- The worker role sees which organisation has something to do, and nothing of what.
create policy worker_looks on task for select to ${worker} using (true);
grant select (tenant, next_at) on task to ${worker};
