package io.aims.platform.test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What the roles of the service under test may do to its tables and views, e.g. {@code select task(tenant, due_at)}: by
 * whichever grant, that of one column and those to everybody among them.
 */
public final class Privileges {
  /** What the platform's own workers need: the relay, the watcher of gaps, the one that cleans up. */
  private static final List<String> PLATFORM = List.of(
      "select event(position, tenant, id, type, aggregate_type, aggregate_id, aggregate_version, correlation_id,"
          + " occurred_at, actor, body, texts)",
      "select outbox(position, tenant, occurred_at, epoch, replay)",
      "insert outbox(position, tenant, occurred_at, epoch, replay)",
      "delete outbox",
      "select lease(name, holder, epoch, expires_at)",
      "insert lease(name, holder, epoch, expires_at)",
      "update lease(name, holder, epoch, expires_at)",
      "select read_position(channel, partition, next_offset, saved_at)",
      "insert read_position(channel, partition, next_offset, saved_at)",
      "update read_position(channel, partition, next_offset, saved_at)",
      "select idempotency_key(tenant, client, route, key, fingerprint, status, headers, body, created_at)",
      "delete idempotency_key",
      "select stream_epoch(epoch, begun_at, reason)",
      "select stream_entry(tenant, seq, epoch, position, occurred_at, event_id, digest)",
      "insert stream_entry(tenant, seq, epoch, position, occurred_at, event_id, digest)",
      "select stream_head(tenant, size, digest)",
      "insert stream_head(tenant, size, digest)",
      "update stream_head(tenant, size, digest)",
      "select inbox(tenant, feed, aggregate_id, version, event_id, epoch, rebuild_at, rebuild_missing, rebuild_tries)",
      "update inbox(rebuild_at, rebuild_missing, rebuild_tries)",
      "select parked_event(tenant, feed, aggregate_id, version, body, parked_at, event_id, source, epoch, stream_seq,"
          + " waits_for, tries, next_try_at)",
      "update parked_event(tries, next_try_at)",
      "select rebuild_event(tenant, feed, aggregate_id, version)",
      "select dead_letter(tenant, feed, aggregate_id, version, epoch, state)",
      "select let_go(tenant, feed, aggregate_id, source, version, held, tries, noted_at, next_try_at, epoch, first)",
      "update let_go(held, tries, next_try_at)",
      "delete let_go",
      "select unreadable_message(id, feed, topic, partition, offset, size, body, cause, received_at)",
      "insert unreadable_message(id, feed, topic, partition, offset, size, body, cause, received_at)",
      "delete unreadable_message");

  private Privileges() {}

  /** All that the worker role has. */
  public static List<String> ofWorker() {
    return of("worker", "true");
  }

  /** What the worker role should have: what every service gives it, and {@code more}. */
  public static List<String> ofPlatformAnd(String... more) {
    var all = new ArrayList<>(PLATFORM);
    all.addAll(Arrays.asList(more));
    return all;
  }

  /** By which the app role or the worker role could change or remove what {@code table} has once been given. */
  public static List<String> toRewrite(String table) {
    var rewriting = "c.oid = '%s'::regclass and p.name in ('update', 'delete', 'truncate')".formatted(table);
    var all = new ArrayList<>(of("app", rewriting));
    all.addAll(of("worker", rewriting));
    return all;
  }

  private static List<String> of(String role, String condition) {
    return TenancyContract.list("""
        select p.name || ' ' || c.relname || coalesce('(' || string_agg(a.attname, ', ' order by a.attnum) || ')', '')
        from pg_class c cross join unnest(array['select', 'insert', 'update', 'delete', 'truncate']) p(name)
        left join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
          and p.name in ('select', 'insert', 'update')
        where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'f') and %3$s
          and case when a.attnum is null then has_table_privilege('%1$s_%2$s', c.oid, p.name)
            else has_column_privilege('%1$s_%2$s', c.oid, a.attnum, p.name) end
        group by p.name, c.relname""".formatted(TenancyContract.context(), role, condition));
  }
}
