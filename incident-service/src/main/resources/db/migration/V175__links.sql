-- What an incident has to do with, by the word of a person or as an effect that the risk service tells of.
-- effect_of: the risk or the statement whose events tell of it.
create table incident_link (
  tenant uuid not null,
  id uuid not null,
  incident_id uuid not null,
  linked_to text not null check (linked_to in ('RISK', 'CONTROL', 'SUPPLIER')),
  target text not null,
  target_key text not null,
  linked_by uuid,
  effect_of uuid,
  since timestamptz not null,
  primary key (tenant, id),
  unique (tenant, incident_id, linked_to, target_key)
);
create index incident_link_target on incident_link (tenant, linked_to, target_key, incident_id);
create index incident_link_effect on incident_link (tenant, effect_of) where effect_of is not null;
select tenant_table('incident_link', 'select, insert, update, delete');

create table known_risk (
  tenant uuid not null,
  id uuid not null,
  reference text not null,
  primary key (tenant, id)
);
select tenant_table('known_risk', 'select, insert, update, delete');
