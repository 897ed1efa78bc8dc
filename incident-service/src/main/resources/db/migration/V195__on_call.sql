-- Who is on call in turn, and who takes over for a time.
create table on_call_rota (
  id uuid primary key,
  tenant uuid not null,
  version int not null,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  name text not null,
  state text not null,
  terms jsonb not null,
  substitutions int not null,
  unique (tenant, id)
);
create index on_call_rota_state on on_call_rota (tenant, state, id);
select tenant_table('on_call_rota');

create table on_call_substitution (
  id uuid primary key,
  tenant uuid not null,
  rota_id uuid not null,
  number int not null,
  person_id uuid not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  unique (tenant, rota_id, number),
  foreign key (tenant, rota_id) references on_call_rota (tenant, id)
);
create index on_call_substitution_end on on_call_substitution (tenant, rota_id, ends_at);
select tenant_table('on_call_substitution');

-- Which systems active rotas are for, each at most one; a row without a system is for all that have none of their own.
create table on_call_system (
  tenant uuid not null,
  rota_id uuid not null,
  system_id uuid,
  unique nulls not distinct (tenant, system_id),
  foreign key (tenant, rota_id) references on_call_rota (tenant, id)
);
create index on_call_system_of on on_call_system (tenant, rota_id);
select tenant_table('on_call_system', 'select, insert, delete');
