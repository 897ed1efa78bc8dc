-- What was handed in says whether something more whole has to follow.
alter table regulatory_clock add column report_kind text;
alter table regulatory_clock no force row level security;
alter table authority_report no force row level security;
update regulatory_clock c set report_kind = r.kind from authority_report r where r.tenant = c.tenant and r.id = c.report_id;
alter table authority_report force row level security;
alter table regulatory_clock force row level security;
