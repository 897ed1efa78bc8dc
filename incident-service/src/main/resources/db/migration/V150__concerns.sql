-- Who owns a system: whoever does neither sees nor handles a concern about it. Systems known before learn it with their next change.
alter table known_system add column owner_id uuid;

-- How an organisation takes in concerns: who handles them, who does when fewer than two handlers are free, and who when fewer than
-- two of all these are; whether its door is open without a name.
create table concern_channel (
  id uuid primary key,
  tenant uuid not null,
  version int not null,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  alias text not null,
  anonymous boolean not null,
  members jsonb not null,
  unique (tenant),
  unique (alias)
);
select tenant_table('concern_channel');
-- Who comes without a token names the organisation.
create policy owner_resolves on concern_channel for select to current_user using (true);
create function organisation_of(name text) returns uuid language sql stable security definer
set search_path = public, pg_temp as $$
  select tenant from concern_channel where alias = organisation_of.name
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
  from_reporter int not null,
  unanswered int not null,
  next_at timestamptz,
  failures int not null default 0,
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

-- Whom a concern is hidden from, beside its reporter and the owner of its system: people it names and former owners, excluded by
-- nobody, and people with a conflict of interest. One row for each who says so: one's own word counts at once, that about others when
-- two say it.
create table concern_exclusion (
  tenant uuid not null,
  id uuid not null,
  concern_id uuid not null,
  person_id uuid not null,
  excluded_by uuid,
  primary key (tenant, id),
  unique nulls not distinct (tenant, concern_id, person_id, excluded_by),
  foreign key (tenant, concern_id) references concern (tenant, id)
);
create index concern_exclusion_person on concern_exclusion (tenant, person_id, concern_id);
select tenant_table('concern_exclusion', 'select, insert');

-- Who has owned a system stays away from the concerns that were open then: what they are about may well be theirs.
create index concern_system on concern (tenant, system_id) where system_id is not null;
create function owner_leaves() returns trigger language plpgsql as $$
begin
  insert into concern_exclusion (tenant, id, concern_id, person_id)
  select c.tenant, gen_random_uuid(), c.id, old.owner_id from concern c
  where c.tenant = old.tenant and c.system_id = old.id and c.state <> 'CLOSED'
  on conflict do nothing;
  return null;
end $$;
create trigger owner_moves after update of owner_id on known_system for each row
  when (old.owner_id is not null and old.owner_id is distinct from new.owner_id) execute function owner_leaves();
create trigger owner_forgotten after delete on known_system for each row
  when (old.owner_id is not null) execute function owner_leaves();

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

-- What lets an anonymous reporter come back. Not the code, only a salted hash of it; no time.
create table concern_receipt (
  tenant uuid not null,
  handle text not null,
  concern_id uuid not null,
  salt bytea not null,
  hash bytea not null,
  primary key (tenant, handle),
  unique (handle),
  unique (tenant, concern_id),
  foreign key (tenant, concern_id) references concern (tenant, id)
);
select tenant_table('concern_receipt', 'select, insert');
-- Handles are random and lead back whatever their organisation is called meanwhile.
create policy owner_resolves on concern_receipt for select to current_user using (true);
create function organisation_of_receipt(name text) returns uuid language sql stable security definer
set search_path = public, pg_temp as $$
  select tenant from concern_receipt where handle = organisation_of_receipt.name
$$;
revoke execute on function organisation_of_receipt(text) from public;
grant execute on function organisation_of_receipt(text) to ${app};

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
    or (select coalesce(bool_or(x.excluded_by is null or x.excluded_by = person), false) or count(*) >= 2
        from concern_exclusion x where x.tenant = c.tenant and x.concern_id = c.id and x.person_id = person)
$$;

-- How many of these people may handle a concern.
create function concern_free(c concern, people jsonb) returns bigint language sql stable as $$
  select count(*) from jsonb_array_elements_text(people) p (id) where not concern_barred(c, p.id::uuid)
$$;

-- How many could handle a concern, all whom the channel names taken together.
create function concern_able(c concern) returns bigint language sql stable as $$
  select coalesce(sum((case when c.about_handlers then 0 else concern_free(c, ch.members -> 'handlers') end)
    + concern_free(c, ch.members -> 'alternates') + concern_free(c, ch.members -> 'lastResort')), 0)::bigint
  from concern_channel ch where ch.tenant = c.tenant
$$;

-- Whether it is for this person to handle a concern. Two people have to be able to, as nobody closes what they have assessed: handlers,
-- with alternates when fewer than two handlers are free, with the last resort when fewer than two of all these are. A concern that
-- would bar the last resort too would be nobody's: then its people see it, and only the reporter does not handle it.
create function concern_handled_by(c concern, person uuid) returns boolean language sql stable as $$
  select exists (
    select from concern_channel ch
    cross join lateral (select
      case when c.about_handlers then 0 else concern_free(c, ch.members -> 'handlers') end as handlers,
      concern_free(c, ch.members -> 'alternates') as alternates) free
    where ch.tenant = c.tenant and (
      not concern_barred(c, person) and (
        not c.about_handlers and jsonb_exists(ch.members -> 'handlers', person::text)
        or jsonb_exists(ch.members -> 'alternates', person::text) and free.handlers < 2
        or jsonb_exists(ch.members -> 'lastResort', person::text) and free.handlers + free.alternates < 2)
      or jsonb_exists(ch.members -> 'lastResort', person::text) and c.reporter_id is distinct from person
        and concern_able(c) < 2))
$$;
