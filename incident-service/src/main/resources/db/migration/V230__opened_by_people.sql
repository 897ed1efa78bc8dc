-- People open incidents too, by what they were told: then somebody has reported it, and no signal has a part in its beginning.
alter table incident
  alter column hook_source_id drop not null,
  alter column signal_id drop not null,
  add reported_by text,
  add monitoring_round_id uuid,
  add title text,
  add summary text,
  add constraint incident_monitoring_round foreign key (tenant, monitoring_round_id)
    references monitoring_round (tenant, id),
  add constraint incident_origin check (case when reported_by is null
    then hook_source_id is not null and signal_id is not null
    else hook_source_id is null and signal_id is null and title is not null end);
