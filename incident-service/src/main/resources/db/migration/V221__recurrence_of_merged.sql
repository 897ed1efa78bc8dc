-- What incidents of a system and kind have gone on as: what a new one may be the recurrence of, too.
create index incident_merged_about on incident (tenant, system_id, kind) where merged_into is not null;
