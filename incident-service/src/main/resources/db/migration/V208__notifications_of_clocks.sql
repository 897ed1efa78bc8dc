-- What is told of a legal period is over when the period is.
alter table notification add column clock_id uuid;
alter table notification add foreign key (tenant, clock_id) references regulatory_clock (tenant, id);
