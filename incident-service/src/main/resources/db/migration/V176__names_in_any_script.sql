-- Names in other letters than those of ASCII were all alike in a label, down to a single dash. What a system was called so goes;
-- what it is called now comes with its next change, or with POST /v1/feeds/incident/inventory/rebuild.
alter table known_system no force row level security;
alter table known_name no force row level security;
delete from known_name n using known_system s
  where s.tenant = n.tenant and s.id = n.system_id
  and n.name = regexp_replace(lower(s.name), '[^a-z0-9]+', '-', 'g')
  and (octet_length(s.name) > length(s.name) or n.name ~ '^-+$')
  and n.name not in (lower(s.name), lower(s.reference))
  and not exists (
    select from jsonb_array_elements(s.places -> 'all') as p
    where n.name in (lower(p ->> 'workload'), lower((p ->> 'namespace') || '/' || (p ->> 'workload')),
      lower(p ->> 'endpoint'), lower(p ->> 'modelName')));
alter table known_name force row level security;
alter table known_system force row level security;
