-- People can have what was sent forgotten before its time; who, and why, stays. Neither role of the service may change what
-- was sent: this function can forget one delivery of the present organisation, and nothing else.
alter table delivery add column redacted_by text;
alter table delivery add column redaction_reason text;
create function redact_delivery(of_delivery uuid, by_whom text, why text) returns boolean
language plpgsql security definer set search_path = public, pg_temp
as $$
begin
  update delivery d set body = ''::bytea, raw_dropped_at = now(), redacted_by = by_whom, redaction_reason = why
  where d.tenant = nullif(current_setting('app.tenant', true), '')::uuid and d.id = of_delivery
    and d.state <> 'QUEUED' and d.raw_dropped_at is null;
  return found;
end $$;
revoke all on function redact_delivery(uuid, text, text) from public;
grant execute on function redact_delivery(uuid, text, text) to ${app};
