package io.aims.platform.inbox;

import java.time.Duration;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import io.aims.platform.refusal.Faults;
import io.aims.platform.refusal.Refusal;
import io.aims.platform.tenancy.Transactions;
import io.smallrye.mutiny.Uni;

/**
 * Gives each event its effect exactly once per feed, in version order per aggregate.
 *
 * <p>The last applied version is kept in the transaction of the effect: an older one is dropped, the next one applied, a
 * later one parked until the gap closes. A fault that passes is waited out for as long as it takes; what can never
 * succeed is set aside with its cause, and the aggregate's later events wait behind it.
 */
@ApplicationScoped
public class Inbox {
  private static final Logger LOG = Logger.getLogger(Inbox.class);
  private static final int TRIES = 3;
  private final Transactions transactions;
  private final InboxRows rows;

  Inbox(Transactions transactions, InboxRows rows) {
    this.transactions = transactions;
    this.rows = rows;
  }

  /** Processes one Kafka record of {@code feed}; completes when its offset may be committed. */
  public Uni<Void> receive(String feed, ConsumerRecord<String, byte[]> message, EventHandler handler) {
    ReceivedEvent event;
    try {
      event = ReceivedEvent.read(message.value());
    } catch (ReceivedEvent.Poison e) {
      return rows.unreadable(feed, message, e.getMessage());
    }
    return settle(feed, event, handler);
  }

  /** One event, one transaction: applied, dropped, parked or set aside; then the one that was parked directly behind it. */
  private Uni<Void> settle(String feed, ReceivedEvent event, EventHandler handler) {
    return untilSettled(() -> transactions.in(event.tenant(), () -> take(feed, event, handler)))
        .onFailure()
        .recoverWithUni(cause -> setAside(feed, event, cause))
        .chain(next -> next == null ? Uni.createFrom().voidItem() : settle(feed, next, handler));
  }

  private static <T> Uni<T> untilSettled(Supplier<Uni<T>> attempt) {
    return Uni.createFrom()
        .deferred(() -> attempt.get())
        .onFailure()
        .invoke(fault -> LOG.warnf("Trying again: %s", Faults.summary(fault)))
        .onFailure(Inbox::passes)
        .retry()
        .withBackOff(Duration.ofMillis(50), Duration.ofSeconds(3))
        .indefinitely()
        .onFailure(e -> !(e instanceof ReceivedEvent.Poison) && !passes(e))
        .retry()
        .withBackOff(Duration.ofMillis(50))
        .atMost(TRIES - 1);
  }

  private static boolean passes(Throwable fault) {
    return fault instanceof Refusal.Stale || fault instanceof Refusal.NotReady || Faults.transientFault(fault);
  }

  /** Completes with the event that is to be settled next, if one was parked. */
  private Uni<@Nullable ReceivedEvent> take(String feed, ReceivedEvent event, EventHandler handler) {
    return rows.lastApplied(feed, event).chain(last -> {
      if (event.aggregateVersion() <= last) {
        return Uni.createFrom().nullItem();
      }
      if (event.aggregateVersion() > last + 1) {
        return rows.park(feed, event).replaceWith((ReceivedEvent) null);
      }
      return handler.apply(event)
          .chain(() -> rows.applied(feed, event))
          .chain(() -> rows.unpark(feed, event))
          .chain(() -> rows.parkedBehind(feed, event));
    });
  }

  /** Keeps the event with its cause; the aggregate's later events find a gap and wait. */
  private Uni<@Nullable ReceivedEvent> setAside(String feed, ReceivedEvent event, Throwable cause) {
    LOG.errorf(cause, "Feed %s sets %s version %d of %s aside", feed, event.type(), event.aggregateVersion(),
        event.aggregateId());
    return untilSettled(() -> transactions.in(event.tenant(),
        () -> rows.deadLetter(feed, event, Faults.summary(cause)).chain(() -> rows.unpark(feed, event))))
        .replaceWith((ReceivedEvent) null);
  }
}
