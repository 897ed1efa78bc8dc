-- Fields that a source's vendor has added since we looked: where they stand, and nothing of what is in them. Written by the
-- diary of sources every few seconds.
create table hook_unknown_field (
  tenant uuid not null,
  id uuid not null,
  source_id uuid not null,
  path text not null,
  first_seen_at timestamptz not null,
  last_seen_at timestamptz not null,
  deliveries bigint not null,
  primary key (tenant, id),
  unique (tenant, source_id, path),
  foreign key (tenant, source_id) references hook_source (tenant, id),
  check (length(path) between 1 and 200)
);
create index hook_unknown_field_source on hook_unknown_field (tenant, source_id, id);
select tenant_table('hook_unknown_field');

-- Those for which no place is left are only counted.
alter table hook_activity add column more_unknown_fields bigint not null default 0;
