-- A note is of a signal that puts its incident back, or makes it worse.
alter table relapse rename to alarm;
alter index relapse_due rename to alarm_due;
alter index relapse_due_of rename to alarm_due_of;
alter table alarm add column severity text;
alter table alarm no force row level security;
alter table signal no force row level security;
update alarm a set severity = s.severity from signal s where s.tenant = a.tenant and s.id = a.signal_id;
alter table signal force row level security;
delete from alarm where severity is null;
alter table alarm force row level security;
alter table alarm alter column severity set not null;
-- Whether the signal fires anew, so that it puts what was resolved back.
alter table alarm add column anew boolean not null default true;
alter table alarm alter column anew drop default;

-- The worst that any of an incident's signals has been called, and whether people have judged it in its present life.
alter table incident add column signalled text;
alter table incident add column judged boolean not null default true;
alter table incident no force row level security;
alter table assessment no force row level security;
update incident i set signalled = severity,
  judged = state <> 'TRIAGE' or exists (select from assessment a where a.tenant = i.tenant and a.incident_id = i.id
    and a.assessed_at >= coalesce(i.reopened_at, i.created_at));
alter table assessment force row level security;
alter table incident force row level security;
alter table incident alter column signalled set not null;
alter table incident alter column judged drop default;
