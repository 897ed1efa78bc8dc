create index signal_list on signal (tenant, incident_id, id);
