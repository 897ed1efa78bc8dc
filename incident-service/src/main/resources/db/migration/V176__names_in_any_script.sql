-- Names without a letter or digit of ASCII were all alike in a label, a single dash, which means none of them. What else systems
-- are called in a label comes with their next change, or with POST /v1/feeds/incident/inventory/rebuild.
alter table known_name no force row level security;
delete from known_name where name ~ '^-+$';
alter table known_name force row level security;
