-- Hook sources of an organisation side by side, each in order: a source has one of four lanes.
alter table delivery_queue add column lane smallint not null default 0;
alter table delivery_queue no force row level security;
alter table delivery no force row level security;
update delivery_queue q set lane = get_byte(uuid_send(d.source_id), 15) & 3
from delivery d where d.tenant = q.tenant and d.id = q.delivery_id;
alter table delivery force row level security;
alter table delivery_queue force row level security;
alter table delivery_queue alter column lane drop default;
create index delivery_queue_lane on delivery_queue (tenant, lane, delivery_id);
