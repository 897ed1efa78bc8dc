-- How many times in a row something that was due could not have its effect.
alter table watched_signal add failures int not null default 0;
alter table escalation add failures int not null default 0;
alter table regulatory_clock add failures int not null default 0;
