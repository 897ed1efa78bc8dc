-- Who has written the review of an incident, and when a life of it began anew, which begins a review of its own: written_by is
-- null then.
create table review_writing (
  tenant uuid not null,
  incident_id uuid not null,
  version int not null,
  written_by text,
  at timestamptz not null,
  primary key (tenant, incident_id, version)
);
select tenant_table('review_writing', 'select, insert, delete');
