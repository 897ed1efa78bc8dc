-- The timeline of an incident. It only grows: a correction is a row of its own that supersedes an earlier one, once.
create table timeline_entry (
  id uuid primary key,
  tenant uuid not null,
  version int not null,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  incident_id uuid not null,
  kind text not null,
  occurred_at timestamptz not null,
  author text not null,
  text text,
  supersedes uuid,
  unique (tenant, id),
  foreign key (tenant, incident_id) references incident (tenant, id),
  foreign key (tenant, supersedes) references timeline_entry (tenant, id)
);
create unique index timeline_entry_supersedes on timeline_entry (tenant, supersedes);
create index timeline_entry_order on timeline_entry (tenant, incident_id, occurred_at, id);

-- When each incident reached each status, as its timeline says: for figures over many incidents.
create table incident_times (
  tenant uuid not null,
  incident_id uuid not null,
  detected_at timestamptz,
  acknowledged_at timestamptz,
  contained_at timestamptz,
  resolved_at timestamptz,
  reviewed_at timestamptz,
  closed_at timestamptz,
  primary key (tenant, incident_id),
  foreign key (tenant, incident_id) references incident (tenant, id)
);
create index incident_times_detected on incident_times (tenant, detected_at);

-- Which incident takes the signals of a system and kind ("system/kind"), or one signal of them ("system/kind#signal").
-- An incident holds keys while it is open; a merge hands them over, a split takes some out.
create table incident_key (
  tenant uuid not null,
  open_key text not null,
  incident_id uuid not null,
  primary key (tenant, open_key),
  foreign key (tenant, incident_id) references incident (tenant, id)
);
create index incident_key_holder on incident_key (tenant, incident_id);

alter table incident
  add acknowledged boolean not null default false,
  add liaison_id uuid,
  add scribe_id uuid,
  add evidence_hold boolean not null default false,
  add open boolean not null default false,
  add merged_into uuid,
  add absorbed int not null default 0,
  add split_from uuid,
  add recurrence_of uuid,
  add ended_at timestamptz,
  add reopened_at timestamptz,
  add escalations int not null default 0,
  add learned boolean not null default false,
  add constraint incident_merged_into foreign key (tenant, merged_into) references incident (tenant, id),
  add constraint incident_split_from foreign key (tenant, split_from) references incident (tenant, id),
  add constraint incident_recurrence_of foreign key (tenant, recurrence_of) references incident (tenant, id);

-- What is there already gets its key and the one time that its row knows; the owner role is bound to organisations too,
-- so for these statements the bond is loosened.
alter table incident no force row level security;
update incident set open = open_key is not null, acknowledged = state <> 'TRIAGE',
  learned = corrective_action_required is not null,
  ended_at = case when open_key is null then changed_at end;
insert into incident_key (tenant, open_key, incident_id) select tenant, open_key, id from incident where open;
insert into incident_times (tenant, incident_id, detected_at) select tenant, id, created_at from incident;
insert into timeline_entry (id, tenant, version, created_at, changed_at, incident_id, kind, occurred_at, author)
  select gen_random_uuid(), tenant, 1, created_at, created_at, id, 'DETECTED', created_at, 'service:incident-service'
  from incident;
alter table incident force row level security;

drop index incident_open_key;
drop index incident_open_list;
alter table incident drop column open_key;
create index incident_open on incident (tenant, open, id);
-- The last one of a system and kind that ended: what a new one may be the recurrence of.
create index incident_about on incident (tenant, system_id, kind, ended_at) where ended_at is not null;
create index incident_merged on incident (tenant, merged_into) where merged_into is not null;

-- The open key that a counted signal came by; null for what was counted before there was more than one.
alter table signal add about text;

-- Two incidents that have to do with each other; the link reads the same from both sides.
create table incident_relation (
  tenant uuid not null,
  lower_id uuid not null,
  upper_id uuid not null,
  relation text not null,
  primary key (tenant, lower_id, upper_id, relation),
  foreign key (tenant, lower_id) references incident (tenant, id),
  foreign key (tenant, upper_id) references incident (tenant, id)
);
create index incident_relation_upper on incident_relation (tenant, upper_id);

-- What people found about harm and reach, and the severity that followed; the latest one counts.
create table assessment (
  tenant uuid not null,
  id uuid not null,
  incident_id uuid not null,
  facts jsonb not null,
  matrix_version int not null,
  rule text not null,
  term text not null,
  decided text not null,
  severity text not null,
  assessed_by text not null,
  assessed_at timestamptz not null,
  primary key (tenant, id),
  foreign key (tenant, incident_id) references incident (tenant, id)
);
create index assessment_incident on assessment (tenant, incident_id, id);

-- Reviews, each writing of them, and what they propose to other services.
create table review (
  tenant uuid not null,
  id uuid not null,
  incident_id uuid not null,
  findings jsonb not null,
  written_by text not null,
  written_at timestamptz not null,
  primary key (tenant, id),
  foreign key (tenant, incident_id) references incident (tenant, id)
);
create index review_incident on review (tenant, incident_id, id);
create table review_proposal (
  id uuid primary key,
  tenant uuid not null,
  version int not null,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  incident_id uuid not null,
  system_id uuid not null,
  kind text not null,
  owner_id uuid,
  due_on date,
  text text not null,
  unique (tenant, id),
  foreign key (tenant, incident_id) references incident (tenant, id)
);
create index review_proposal_incident on review_proposal (tenant, incident_id, id);

select tenant_table('timeline_entry', 'select, insert');
select tenant_table('incident_times');
select tenant_table('incident_key', 'select, insert, update, delete');
select tenant_table('incident_relation', 'select, insert');
select tenant_table('assessment', 'select, insert');
select tenant_table('review', 'select, insert');
select tenant_table('review_proposal', 'select, insert');
