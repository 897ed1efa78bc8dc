-- A lower version of a later epoch takes the place of a higher one of before: what was let go belongs to an epoch, too.
alter table let_go add column epoch int not null default 1;
