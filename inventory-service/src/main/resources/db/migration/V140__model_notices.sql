-- What registries told of the models behind a system; the inventory's own facts are decided by people and not changed by it.
create table model_notice (
  tenant uuid not null,
  id uuid not null,
  system_id uuid not null,
  source_id uuid not null,
  profile text not null,
  subject text not null,
  name text not null,
  model_version text,
  action text not null,
  aspect text not null,
  facts jsonb not null,
  happened_at timestamptz,
  received_at timestamptz not null,
  primary key (tenant, id)
);
create index model_notice_system on model_notice (tenant, system_id, id);
select tenant_table('model_notice', 'select, insert');
