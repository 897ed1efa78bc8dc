-- An incident that was dismissed flags no risk, also when somebody accepts later what its review has proposed. Dismissals of
-- before are not known here.
alter table known_incident add column dismissed boolean not null default false;
