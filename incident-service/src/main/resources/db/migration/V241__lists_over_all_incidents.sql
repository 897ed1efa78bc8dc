-- What is due over all incidents, first due first.
create index regulatory_clock_due on regulatory_clock (tenant, due_at, id);
create index regulatory_clock_state_due on regulatory_clock (tenant, state, due_at, id);
create index communication_due on communication (tenant, due_at, id) where due_at is not null;
create index communication_state_due on communication (tenant, state, due_at, id) where due_at is not null;
-- Incidents by how bad they are, and by who commands their response.
create index incident_severity on incident (tenant, severity, id);
create index incident_commander on incident (tenant, commander_id, id);
