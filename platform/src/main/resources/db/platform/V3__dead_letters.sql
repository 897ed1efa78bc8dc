-- The inbox knows which event brought a version and in which epoch; dead letters have an id, a state and an end.

-- The owner of forced tables is bound as well, and belongs to no organisation; here it fills in what older rows lack.
alter table parked_event no force row level security;
alter table dead_letter no force row level security;

alter table inbox
  add column event_id uuid,
  add column epoch int not null default 1;
create policy worker_watches on inbox for select to ${worker} using (true);
grant select on inbox to ${worker};

-- waits_for: in words, null for the predecessor. next_try_at: when to look again whether it can go on.
alter table parked_event
  add column event_id uuid,
  add column source text,
  add column epoch int not null default 1,
  add column stream_seq bigint,
  add column waits_for text,
  add column tries int not null default 0,
  add column next_try_at timestamptz not null default now();
update parked_event set event_id = (convert_from(body, 'UTF8')::json ->> 'id')::uuid,
  source = convert_from(body, 'UTF8')::json ->> 'source';
alter table parked_event
  alter column event_id set not null,
  alter column source set not null,
  alter column next_try_at drop default;
create index parked_event_due on parked_event (next_try_at);
grant update on parked_event to ${app};
create policy worker_watches on parked_event to ${worker} using (true);
grant select, update (tries, next_try_at) on parked_event to ${worker};

alter table dead_letter
  add column id uuid,
  add column event_id uuid,
  add column source text,
  add column epoch int not null default 1,
  add column stream_seq bigint,
  add column correlation_id uuid,
  add column attempts int not null default 1,
  add column state text not null default 'OPEN' check (state in ('OPEN', 'REDRIVEN')),
  add column redriven_by text,
  add column reason text,
  add column redriven_at timestamptz;
update dead_letter set id = uuidv7(failed_at - clock_timestamp()),
  event_id = (convert_from(body, 'UTF8')::json ->> 'id')::uuid,
  source = convert_from(body, 'UTF8')::json ->> 'source',
  correlation_id = (convert_from(body, 'UTF8')::json ->> 'correlationid')::uuid;
alter table dead_letter
  alter column id set not null,
  alter column event_id set not null,
  alter column source set not null,
  alter column correlation_id set not null,
  drop constraint dead_letter_pkey,
  add primary key (tenant, id),
  add unique (tenant, feed, aggregate_id, version, event_id);
create index dead_letter_state on dead_letter (tenant, state, id);
create index dead_letter_feed on dead_letter (tenant, feed, id);
revoke delete on dead_letter from ${app};
grant update on dead_letter to ${app};
create policy worker_watches on dead_letter for select to ${worker} using (true);
grant select on dead_letter to ${worker};

alter table parked_event force row level security;
alter table dead_letter force row level security;

-- What has no readable envelope belongs to no organisation.
create table unreadable_message (
  id bigint generated always as identity primary key,
  feed text not null,
  topic text not null,
  partition int not null,
  "offset" bigint not null,
  size int not null,
  body bytea not null check (octet_length(body) <= 1048576),
  cause text not null,
  received_at timestamptz not null default now(),
  unique (feed, topic, partition, "offset")
);
grant select, insert, delete on unreadable_message to ${worker};
