-- Who owns a system: whoever does neither sees nor handles a concern about it. Systems known before learn it with their next change.
alter table known_system add column owner_id uuid;

-- How an organisation takes in concerns: who handles them, who does when no handler is left, whether its door is open without a name.
create table concern_channel (
  id uuid primary key,
  tenant uuid not null,
  version int not null,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  alias text not null,
  anonymous boolean not null,
  members jsonb not null,
  unique (tenant)
);
create index concern_channel_alias on concern_channel (alias);
select tenant_table('concern_channel');
-- Who comes without a token names the organisation; an alias that two organisations have leads nowhere.
create policy owner_resolves on concern_channel for select to current_user using (true);
create function organisation_of(name text) returns uuid language sql stable security definer
set search_path = public, pg_temp as $$
  select (array_agg(tenant))[1] from concern_channel where alias = organisation_of.name having count(*) = 1
$$;
revoke execute on function organisation_of(text) from public;
grant execute on function organisation_of(text) to ${app};

create table concern (
  id uuid primary key,
  tenant uuid not null,
  version int not null,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  reference text not null,
  anonymous boolean not null,
  reporter_id uuid,
  about_handlers boolean not null,
  category text not null,
  system_id uuid,
  description text not null,
  state text not null,
  received_on date not null,
  acknowledged_on date,
  assessment jsonb,
  closure jsonb,
  retaliation jsonb,
  links jsonb not null,
  deadlines jsonb not null,
  messages int not null,
  next_at timestamptz,
  unique (tenant, id),
  unique (tenant, reference),
  check (anonymous = (reporter_id is null))
);
create index concern_list on concern (tenant, received_on, id);
create index concern_state on concern (tenant, state, received_on, id);
create index concern_reporter on concern (tenant, reporter_id, received_on, id) where reporter_id is not null;
create index concern_turn on concern (tenant, next_at) where next_at is not null;
create index concern_look on concern (next_at, tenant) where next_at is not null;
select tenant_table('concern');
-- The worker role sees which organisation has overdue concerns, and nothing of what they are about.
create policy worker_looks on concern for select to ${worker} using (true);
grant select (tenant, next_at) on concern to ${worker};

-- Whom a concern is hidden from, beside its reporter and the owner of its system: people it names, people with a conflict of interest.
create table concern_exclusion (
  tenant uuid not null,
  id uuid not null,
  concern_id uuid not null,
  person_id uuid not null,
  primary key (tenant, id),
  unique (tenant, concern_id, person_id),
  foreign key (tenant, concern_id) references concern (tenant, id)
);
select tenant_table('concern_exclusion', 'select, insert');

create table concern_message (
  tenant uuid not null,
  id uuid not null,
  concern_id uuid not null,
  number int not null,
  author text not null,
  author_id uuid,
  feedback boolean not null,
  text text not null,
  at timestamptz not null,
  primary key (tenant, id),
  unique (tenant, concern_id, number),
  foreign key (tenant, concern_id) references concern (tenant, id)
);
select tenant_table('concern_message', 'select, insert');

-- What lets an anonymous reporter come back. Not the code, only a slow salted hash of it; no time, only the day of the last attempt.
create table concern_receipt (
  tenant uuid not null,
  handle text not null,
  concern_id uuid not null,
  salt bytea not null,
  hash bytea not null,
  attempts int not null,
  attempted_on date not null,
  primary key (tenant, handle),
  unique (tenant, concern_id),
  foreign key (tenant, concern_id) references concern (tenant, id)
);
select tenant_table('concern_receipt');

-- Who read a concern and when; nobody can change it.
create table concern_read (
  tenant uuid not null,
  id uuid not null,
  concern_id uuid not null,
  person_id uuid not null,
  what text not null,
  at timestamptz not null,
  primary key (tenant, id),
  foreign key (tenant, concern_id) references concern (tenant, id)
);
create index concern_read_list on concern_read (tenant, concern_id, id);
select tenant_table('concern_read', 'select, insert');

-- Whether a person may neither see nor handle a concern: its reporter, the owner of its system, who is excluded from it.
create function concern_barred(c concern, person uuid) returns boolean language sql stable as $$
  select c.reporter_id is not distinct from person
    or exists (select from known_system s where s.tenant = c.tenant and s.id = c.system_id and s.owner_id = person)
    or exists (select from concern_exclusion x where x.tenant = c.tenant and x.concern_id = c.id and x.person_id = person)
$$;

-- Whether it is for this person to handle a concern: handlers, and when none of them is free to, alternates.
create function concern_handled_by(c concern, person uuid) returns boolean language sql stable as $$
  select not concern_barred(c, person) and exists (
    select from concern_channel ch where ch.tenant = c.tenant and (
      not c.about_handlers and jsonb_exists(ch.members -> 'handlers', person::text)
      or jsonb_exists(ch.members -> 'alternates', person::text) and (c.about_handlers or not exists (
        select from jsonb_array_elements_text(ch.members -> 'handlers') h (id) where not concern_barred(c, h.id::uuid)))))
$$;
