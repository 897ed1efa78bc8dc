-- Risks; what lists filter by is a column, the rest are documents that are replaced as a whole.
create table risk (
  id uuid primary key,
  tenant uuid not null,
  version int not null,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  reference text not null,
  assessment_id uuid,
  system_id uuid,
  theme text not null,
  title text not null,
  statement jsonb not null,
  owner_id uuid not null,
  content jsonb not null,
  scores jsonb not null,
  treatment jsonb,
  acceptance jsonb,
  flags jsonb not null,
  flagged boolean not null,
  case_id uuid,
  unique (tenant, id),
  unique (tenant, reference)
);
create index risk_system on risk (tenant, system_id, id);
create index risk_theme on risk (tenant, theme, id);
create index risk_flagged on risk (tenant, id) where flagged;
select tenant_table('risk');
