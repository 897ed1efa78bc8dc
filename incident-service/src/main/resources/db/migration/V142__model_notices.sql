-- What registries tell of models, data sets and prompts; the inventory learns it by event.
create table model_notice (
  id uuid primary key,
  tenant uuid not null,
  version int not null,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  source_id uuid not null,
  system_id uuid not null,
  delivery_id uuid not null,
  unique (tenant, id),
  foreign key (tenant, delivery_id) references delivery (tenant, id)
);
create index model_notice_delivery on model_notice (tenant, delivery_id, id);
select tenant_table('model_notice', 'select, insert');
