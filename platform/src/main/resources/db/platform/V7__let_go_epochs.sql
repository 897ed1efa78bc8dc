-- A lower version of a later epoch takes the place of a higher one of before: what was let go belongs to an epoch, too.
-- first: the lowest version of that epoch that was let go; unknown of what was let go before.

-- The owner of forced tables is bound as well, and belongs to no organisation; here it fills in what older rows lack.
alter table let_go no force row level security;
alter table inbox no force row level security;

alter table let_go add column epoch int not null default 1;
alter table let_go add column first int;
update let_go g set epoch = i.epoch from inbox i
where (i.tenant, i.feed, i.aggregate_id) = (g.tenant, g.feed, g.aggregate_id);

alter table let_go force row level security;
alter table inbox force row level security;
