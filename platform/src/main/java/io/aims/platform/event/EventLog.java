package io.aims.platform.event;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

import jakarta.enterprise.context.ApplicationScoped;

import org.hibernate.reactive.mutiny.Mutiny;

import io.aims.platform.stream.Continuity;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;

/**
 * Records a change: the aggregate and its one event, in the transaction that is under way.
 *
 * <p>The only writer of {@code event}. The database takes version n only directly after n - 1: a second event of one version
 * breaks the transaction.
 */
@ApplicationScoped
public class EventLog {
  private static final String APPEND = """
      with appended as (
        insert into event (tenant, id, type, aggregate_type, aggregate_id, aggregate_version, correlation_id,
                           occurred_at, actor, body, texts)
        values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, cast(cast(?11 as text) as jsonb))
        returning position, tenant, occurred_at)
      insert into outbox (position, tenant, occurred_at) select position, tenant, occurred_at from appended""";

  private final Envelopes envelopes;
  private final Clock clock;
  private final Continuity continuity;

  EventLog(Envelopes envelopes, Clock clock, Continuity continuity) {
    this.envelopes = envelopes;
    this.clock = clock;
    this.continuity = continuity;
  }

  /**
   * Persists the aggregate when it is new, writes its next version and appends {@code event} for it; refuses as not ready
   * while the database is known to be older than what was published.
   */
  public <A extends Aggregate> Uni<A> record(A aggregate, DomainEvent event, Cause cause) {
    continuity.require();
    return Panache.getSession()
        .chain(session -> flush(session, aggregate)
            .chain(() -> append(session, envelopes.seal(aggregate, event, cause, clock.instant()))))
        .invoke(() -> SeenVersions.note(aggregate))
        .replaceWith(aggregate);
  }

  private Uni<Void> flush(Mutiny.Session session, Aggregate aggregate) {
    if (session.contains(aggregate)) {
      aggregate.touch(clock.instant());
      return session.flush();
    }
    return session.persist(aggregate).chain(session::flush);
  }

  private static Uni<Integer> append(Mutiny.Session session, Sealed event) {
    return session.createNativeQuery(APPEND)
        .setParameter(1, event.tenant())
        .setParameter(2, event.id())
        .setParameter(3, event.type())
        .setParameter(4, event.aggregateType())
        .setParameter(5, event.aggregateId())
        .setParameter(6, event.aggregateVersion())
        .setParameter(7, event.correlationId())
        .setParameter(8, OffsetDateTime.ofInstant(event.time(), ZoneOffset.UTC))
        .setParameter(9, event.actor())
        .setParameter(10, event.body())
        .setParameter(11, event.texts())
        .executeUpdate();
  }
}
