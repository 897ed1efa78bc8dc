-- What became of the proposals of reviews, as the services say that they ask; at most one outcome of each.
create table proposal_outcome (
  tenant uuid not null,
  id uuid not null,
  state text not null check (state in ('ACCEPTED', 'DECLINED')),
  decided_by text not null,
  decided_at timestamptz not null,
  service text,
  type text,
  became_id uuid,
  part_of_id uuid,
  primary key (tenant, id),
  check (state <> 'ACCEPTED' or service is not null and type is not null and became_id is not null)
);
select tenant_table('proposal_outcome', 'select, insert');

-- How far that has come which a proposal became. Its news may be here before the outcome is.
create table undertaking (
  tenant uuid not null,
  id uuid not null,
  part_of_id uuid not null,
  progress text not null,
  changed_at timestamptz not null,
  primary key (tenant, id)
);
create index undertaking_part_of on undertaking (tenant, part_of_id, id);
select tenant_table('undertaking', 'select, insert, update');
