-- What is told is over when its subject is, whatever that is; the occasion says which. A task that was assigned before this is
-- not known by its notification, which is told in any case.
alter table notification add column subject_id uuid;
alter table notification no force row level security;
update notification set subject_id = case
    when occasion in ('OPENED', 'ESCALATION', 'ROLE_ASSIGNED') then incident_id
    when occasion in ('CLOCK_DUE_SOON', 'CLOCK_OVERDUE') then cast(substring(message ->> 'path' from '/clocks/(.*)$') as uuid)
  end;
alter table notification force row level security;
