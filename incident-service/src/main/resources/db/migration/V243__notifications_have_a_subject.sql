-- What is told is over when its subject is, whatever that is; the occasion says which. A task that was assigned before this is
-- not known by its notification, which is told in any case.
alter table notification add column subject_id uuid;
alter table notification no force row level security;
update notification set subject_id = incident_id
  where subject_id is null and occasion in ('OPENED', 'ESCALATION', 'ROLE_ASSIGNED');
alter table notification force row level security;
