package io.aims.platform.inbox;

import jakarta.enterprise.context.ApplicationScoped;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;

/** The inbox tables: last applied version, parked events, dead letters; always inside the caller's transaction. */
@ApplicationScoped
class InboxRows {
  private static final Logger LOG = Logger.getLogger(InboxRows.class);

  /** Locks the aggregate's row for this feed, so that two consumers can't apply the same version, and returns its version. */
  Uni<Integer> lastApplied(String feed, ReceivedEvent event) {
    return query(Integer.class, """
        insert into inbox (tenant, feed, aggregate_id, version) values (?1, ?2, ?3, 0)
        on conflict (tenant, feed, aggregate_id) do update set version = inbox.version
        returning version""", event.tenant(), feed, event.aggregateId()).chain(Mutiny.SelectionQuery::getSingleResult);
  }

  Uni<Void> applied(String feed, ReceivedEvent event) {
    return update("update inbox set version = ?1 where tenant = ?2 and feed = ?3 and aggregate_id = ?4",
        event.aggregateVersion(), event.tenant(), feed, event.aggregateId());
  }

  Uni<Void> park(String feed, ReceivedEvent event) {
    return update("""
        insert into parked_event (tenant, feed, aggregate_id, version, body) values (?1, ?2, ?3, ?4, ?5)
        on conflict do nothing""", event.tenant(), feed, event.aggregateId(), event.aggregateVersion(), event.body());
  }

  /** The event parked directly behind {@code event}, if there is one; it stays parked until it has its own effect. */
  Uni<@Nullable ReceivedEvent> parkedBehind(String feed, ReceivedEvent event) {
    return query(byte[].class, """
        select body from parked_event where tenant = ?1 and feed = ?2 and aggregate_id = ?3 and version = ?4""",
        event.tenant(), feed, event.aggregateId(), event.aggregateVersion() + 1)
        .chain(Mutiny.SelectionQuery::getResultList)
        .map(bodies -> bodies.isEmpty() ? null : ReceivedEvent.read(bodies.getFirst()));
  }

  /** Forgets that {@code event} was parked. */
  Uni<Void> unpark(String feed, ReceivedEvent event) {
    return update("delete from parked_event where tenant = ?1 and feed = ?2 and aggregate_id = ?3 and version = ?4",
        event.tenant(), feed, event.aggregateId(), event.aggregateVersion());
  }

  Uni<Void> deadLetter(String feed, ReceivedEvent event, String cause) {
    return update(
        """
            insert into dead_letter (tenant, feed, aggregate_id, version, type, body, cause) values (?1, ?2, ?3, ?4, ?5, ?6, ?7)
            on conflict do nothing""",
        event.tenant(), feed, event.aggregateId(), event.aggregateVersion(), event.type(),
        event.body(), cause);
  }

  /** What has no readable envelope belongs to no organisation and no order: it is logged with its place and passed over. */
  Uni<Void> unreadable(String feed, ConsumerRecord<String, byte[]> message, String cause) {
    LOG.errorf("Feed %s passes over an unreadable message at %s-%d offset %d: %s", feed, message.topic(),
        message.partition(), message.offset(), cause);
    return Uni.createFrom().voidItem();
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

  private static Uni<Void> update(String sql, Object... parameters) {
    return Panache.getSession().chain(session -> {
      var query = session.createNativeQuery(sql);
      for (var i = 0; i < parameters.length; i++) {
        query.setParameter(i + 1, parameters[i]);
      }
      return query.executeUpdate();
    }).replaceWithVoid();
  }
}
