-- Packs that were issued; their content is made anew from the ledger whenever it is asked for.
create table evidence_pack (
  id uuid primary key,
  tenant uuid not null,
  version int not null,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  reference text not null,
  case_id uuid,
  tree_size bigint not null,
  entries int not null,
  bytes bigint not null,
  sha256 text not null,
  issued_by uuid not null,
  reason text not null,
  trace bytea
);
create unique index evidence_pack_reference on evidence_pack (tenant, reference);
create unique index evidence_pack_newest on evidence_pack (tenant, id);
create index evidence_pack_case on evidence_pack (tenant, case_id, id) where case_id is not null;
select tenant_table('evidence_pack');
