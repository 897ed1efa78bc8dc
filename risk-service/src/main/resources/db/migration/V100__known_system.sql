-- AI systems as inventory tells of them.
create table known_system (
  id uuid primary key,
  tenant uuid not null,
  facts jsonb not null,
  unique (tenant, id)
);
select tenant_table('known_system');
