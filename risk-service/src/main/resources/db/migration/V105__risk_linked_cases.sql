-- The cases that a risk is part of apart from its first one, which case_id names.
alter table risk add column linked_cases jsonb not null default '{"ids":[]}';
