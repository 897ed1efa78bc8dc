-- AI systems: the editable profile is one document; what lists filter by is generated from it, so the two can't disagree.
create table ai_system (
  id uuid primary key,
  tenant uuid not null,
  version int not null,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  reference text not null,
  stage text not null,
  profile jsonb not null,
  name text not null generated always as (profile ->> 'name') stored,
  owner_id uuid not null generated always as ((profile ->> 'ownerId')::uuid) stored,
  domain text not null generated always as (profile ->> 'domain') stored,
  unique (tenant, id),
  unique (tenant, reference)
);
create unique index ai_system_name on ai_system (tenant, lower(name));
create index ai_system_stage on ai_system (tenant, stage, id);
create index ai_system_owner on ai_system (tenant, owner_id, id);
create index ai_system_domain on ai_system (tenant, domain, id);
select tenant_table('ai_system');

-- Where a system runs: how hooks and the deployment gate find it. One place belongs to one system.
create table runtime_binding (
  id uuid primary key,
  tenant uuid not null,
  system_id uuid not null,
  kind text not null,
  target text not null,
  place jsonb not null,
  foreign key (tenant, system_id) references ai_system (tenant, id)
);
create unique index runtime_binding_target on runtime_binding (tenant, kind, target);
create index runtime_binding_system on runtime_binding (tenant, system_id);
select tenant_table('runtime_binding', 'select, insert, update, delete');
