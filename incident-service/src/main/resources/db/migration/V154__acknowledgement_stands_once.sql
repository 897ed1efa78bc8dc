-- The day stands among what is owed, where it was met.
alter table concern drop column acknowledged_on;
