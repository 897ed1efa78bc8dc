package io.aims.platform.inbox;

import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;

import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

import io.aims.platform.tenancy.Sql;
import io.aims.platform.time.Ids;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;

/** The inbox tables: how far each feed is, parked events, dead letters; always inside the caller's transaction. */
@ApplicationScoped
class InboxTables implements InboxRows {
  /** The row is written even when nothing changes, which is what locks it. */
  private static final String LOCK = """
      insert into inbox (tenant, feed, aggregate_id, version) values (?1, ?2, ?3, 0)
      on conflict (tenant, feed, aggregate_id) do update set version = inbox.version
      returning version, event_id, epoch""";
  /** Whoever takes the next one may die before it does: a moment later it is due for everybody. */
  private static final String NEXT = """
      update parked_event set next_try_at = now() + interval '1 second'
      where tenant = ?1 and feed = ?2 and aggregate_id = ?3 and version = ?4 + 1 and epoch >= ?5
      returning body, epoch, stream_seq""";
  private static final String VOID = """
      delete from parked_event where tenant = ?1 and feed = ?2 and aggregate_id = ?3
        and (version <= ?4 and epoch <= ?5 or epoch < ?5)""";
  private static final String APPLIED = """
      with progressed as (
        update inbox set version = ?4, epoch = ?5, event_id = ?6 where tenant = ?1 and feed = ?2 and aggregate_id = ?3),
      solved as (
        update dead_letter set state = 'REDRIVEN', attempts = attempts + 1, redriven_at = now()
        where tenant = ?1 and feed = ?2 and aggregate_id = ?3 and version = ?4 and event_id = ?6 and state = 'OPEN'),
      void as (""" + VOID + ")\n" + NEXT;
  private static final String TIDIED = "with void as (" + VOID + ")\n" + NEXT;
  private static final String REWIND = """
      update inbox set version = ?4 - 1, event_id = null, epoch = ?5 where tenant = ?1 and feed = ?2 and aggregate_id = ?3""";
  /** Counts no further than it has to. */
  private static final String ROOM = """
      select exists (select from parked_event where tenant = ?1 and feed = ?2 and aggregate_id = ?3 and version = ?4)
        or (select count(*) from (select from parked_event where tenant = ?1 and feed = ?2 limit ?5) counted) < ?5""";
  private static final String PARK = """
      insert into parked_event as kept
        (tenant, feed, aggregate_id, version, event_id, source, epoch, stream_seq, body, waits_for, next_try_at)
      values (?1, ?2, ?3, ?4, ?5, ?6, ?7, cast(?8 as bigint), ?9, cast(?10 as text),
        now() + make_interval(secs => ?11))
      on conflict (tenant, feed, aggregate_id, version) do update
        set event_id = excluded.event_id, source = excluded.source, epoch = excluded.epoch,
            stream_seq = excluded.stream_seq, body = excluded.body, waits_for = excluded.waits_for
        where kept.epoch < excluded.epoch or kept.event_id = excluded.event_id""";
  private static final String LET_GO = """
      insert into let_go as noted (tenant, feed, aggregate_id, source, first, version, epoch, next_try_at)
      values (?1, ?2, ?3, ?4, ?5, ?5, ?6, now() + make_interval(secs => ?7))
      on conflict (tenant, feed, aggregate_id) do update
        set source = excluded.source, epoch = excluded.epoch,
            first = case when noted.epoch < excluded.epoch then excluded.first
              else least(noted.first, excluded.first) end,
            version = case when noted.epoch < excluded.epoch then excluded.version
              else greatest(noted.version, excluded.version) end,
            held = case when noted.epoch < excluded.epoch then 0 else noted.held end,
            tries = case when noted.epoch < excluded.epoch then 0 else noted.tries end,
            next_try_at = case when noted.epoch < excluded.epoch then excluded.next_try_at
              else noted.next_try_at end
        where noted.epoch <= excluded.epoch""";
  private static final String TAKEN = """
      select exists (select from parked_event
        where tenant = ?1 and feed = ?2 and aggregate_id = ?3 and version = ?4 and epoch = ?5)""";
  private static final String DEAD_LETTER = """
      with parked as (
        delete from parked_event where tenant = ?1 and feed = ?2 and aggregate_id = ?3 and version = ?4 and event_id = ?5)
      insert into dead_letter as kept
        (tenant, feed, aggregate_id, version, event_id, id, source, epoch, stream_seq, type, correlation_id, body, cause)
      values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, cast(?9 as bigint), ?10, ?11, ?12, ?13)
      on conflict (tenant, feed, aggregate_id, version, event_id) do update
        set attempts = kept.attempts + 1, cause = excluded.cause""";
  private final Ids ids;
  private final InboxConfig config;

  InboxTables(Ids ids, InboxConfig config) {
    this.ids = ids;
    this.config = config;
  }

  @Override
  public Uni<Progress> lock(String feed, ReceivedEvent event) {
    return query(Tuple.class, LOCK, event.tenant(), feed, event.aggregateId())
        .chain(Mutiny.SelectionQuery::getSingleResult)
        .map(row -> new Progress(row.get(0, Integer.class), row.get(1, UUID.class), row.get(2, Integer.class)));
  }

  /** What the handler changed is written first: a constraint that it breaks is its failure, not that of this note. */
  @Override
  public Uni<@Nullable ReceivedEvent> applied(String feed, ReceivedEvent event) {
    return Panache.getSession()
        .chain(Mutiny.Session::flush)
        .chain(() -> next(APPLIED, event.tenant(), feed, event.aggregateId(), event.aggregateVersion(), event.epoch(),
            event.id()));
  }

  @Override
  public Uni<@Nullable ReceivedEvent> tidied(String feed, ReceivedEvent event, Progress last) {
    return next(TIDIED, event.tenant(), feed, event.aggregateId(), last.version(), last.epoch());
  }

  @Override
  public Uni<Void> rewind(String feed, ReceivedEvent event) {
    return Sql.update(REWIND, event.tenant(), feed, event.aggregateId(), event.aggregateVersion(), event.epoch())
        .replaceWithVoid();
  }

  @Override
  public Uni<Boolean> room(String feed, ReceivedEvent event) {
    return query(Boolean.class, ROOM, event.tenant(), feed, event.aggregateId(), event.aggregateVersion(),
        config.parked()).chain(Mutiny.SelectionQuery::getSingleResult);
  }

  @Override
  public Uni<Boolean> park(String feed, ReceivedEvent event, @Nullable String news) {
    var seconds = (news == null ? config.late() : config.poll()).toMillis() / 1000.0;
    return Sql
        .update(PARK, event.tenant(), feed, event.aggregateId(), event.aggregateVersion(), event.id(), event.source(),
            event.epoch(), event.streamSeq(), event.body(), news, seconds)
        .chain(rows -> rows == 1
            ? Uni.createFrom().item(true)
            : query(Boolean.class, TAKEN, event.tenant(), feed, event.aggregateId(), event.aggregateVersion(),
                event.epoch()).chain(Mutiny.SelectionQuery::getSingleResult).map(taken -> !taken));
  }

  @Override
  public Uni<Void> letGo(String feed, ReceivedEvent event) {
    return Sql.update(LET_GO, event.tenant(), feed, event.aggregateId(), event.source(), event.aggregateVersion(),
        event.epoch(), config.late().toMillis() / 1000.0).replaceWithVoid();
  }

  @Override
  public Uni<Void> deadLetter(String feed, ReceivedEvent event, String cause) {
    return Sql.update(DEAD_LETTER, event.tenant(), feed, event.aggregateId(), event.aggregateVersion(), event.id(),
        ids.next(), event.source(), event.epoch(), event.streamSeq(), event.type(), event.correlationId(), event.body(),
        cause).replaceWithVoid();
  }

  private static Uni<@Nullable ReceivedEvent> next(String sql, Object... parameters) {
    return query(Tuple.class, sql, parameters).chain(Mutiny.SelectionQuery::getResultList)
        .map(rows -> rows.isEmpty()
            ? null
            : ReceivedEvent.read(rows.getFirst().get(0, byte[].class), rows.getFirst().get(2, Long.class),
                rows.getFirst().get(1, Integer.class)));
  }

  private static <T> Uni<Mutiny.SelectionQuery<T>> query(Class<T> type, String sql, Object... parameters) {
    return Panache.getSession().map(session -> {
      var query = session.createNativeQuery(sql, type);
      for (var i = 0; i < parameters.length; i++) {
        query.setParameter(i + 1, parameters[i]);
      }
      return query;
    });
  }
}
