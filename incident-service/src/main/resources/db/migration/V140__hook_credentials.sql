-- How a source's sender shows who it is: by an access token of a client of ours, or by a credential of the source.
alter table hook_source add column authentication text not null default 'CLIENT_CREDENTIALS';
alter table hook_source alter column authentication drop default;
alter table hook_source alter column sender_client_id drop not null;

-- Most senders bring no token, so the address alone has to say whose source it is. The service may ask for one id and
-- gets one organisation; it can list nothing.
do $$ begin
  execute format('create policy owner_finds on hook_source for select to %I using (true)', current_user);
end $$;
create function hook_source_tenant(source uuid) returns uuid
language sql stable security definer set search_path = public, pg_temp
as $$ select tenant from hook_source where id = source $$;
revoke all on function hook_source_tenant(uuid) from public;
grant execute on function hook_source_tenant(uuid) to ${app};

create table hook_credential (
  tenant uuid not null,
  id uuid not null,
  source_id uuid not null,
  issued_at timestamptz not null,
  facts jsonb not null,
  seal_key text,
  sealed bytea,
  last_used_at timestamptz,
  retired_at timestamptz,
  primary key (tenant, id),
  foreign key (tenant, source_id) references hook_source (tenant, id),
  check ((seal_key is null) = (sealed is null))
);
create index hook_credential_source on hook_credential (tenant, source_id, id);
select tenant_table('hook_credential');

-- Who starts without any key has to know whether there is something that only a lost one opens; that, and nothing else.
do $$ begin
  execute format('create policy owner_looks on hook_credential for select to %I using (true)', current_user);
end $$;
create function has_sealed_secrets() returns boolean
language sql stable security definer set search_path = public, pg_temp
as $$ select exists (select from hook_credential where sealed is not null) $$;
revoke all on function has_sealed_secrets() from public;
grant execute on function has_sealed_secrets() to ${worker};

-- When a source was last heard; written every few seconds and not per delivery.
create table hook_activity (
  tenant uuid not null,
  source_id uuid not null,
  last_seen_at timestamptz,
  last_rejected_at timestamptz,
  primary key (tenant, source_id),
  foreign key (tenant, source_id) references hook_source (tenant, id)
);
select tenant_table('hook_activity');

-- The last deliveries of a source that were turned away: reasons, and nothing of what was sent.
create table hook_error (
  tenant uuid not null,
  id uuid not null,
  source_id uuid not null,
  at timestamptz not null,
  outcome text not null,
  reason text not null,
  place text,
  primary key (tenant, id),
  foreign key (tenant, source_id) references hook_source (tenant, id)
);
create index hook_error_source on hook_error (tenant, source_id, id);
select tenant_table('hook_error', 'select, insert, delete');
