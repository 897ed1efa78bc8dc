-- Which incident one goes on as part of: what recurs then is its recurrence as well.
alter table incident_case add column merged_into uuid;
create index incident_case_merged on incident_case (tenant, merged_into) where merged_into is not null;
grant update (merged_into) on incident_case to ${app};
