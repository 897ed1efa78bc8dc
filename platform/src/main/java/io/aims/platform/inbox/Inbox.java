package io.aims.platform.inbox;

import java.time.Duration;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

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
    return untilSettled(() -> transactions.in(event.tenant(), () -> take(feed, event, handler)))
        .onFailure()
        .recoverWithUni(cause -> setAside(feed, event, cause));
  }

  private static Uni<Void> untilSettled(Supplier<Uni<Void>> attempt) {
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

  private Uni<Void> take(String feed, ReceivedEvent event, EventHandler handler) {
    return rows.lastApplied(feed, event).chain(last -> {
      if (event.aggregateVersion() <= last) {
        return Uni.createFrom().voidItem();
      }
      if (event.aggregateVersion() > last + 1) {
        return rows.park(feed, event);
      }
      return apply(feed, event, handler);
    });
  }

  /** Applies one event, then whatever was parked directly behind it. */
  private Uni<Void> apply(String feed, ReceivedEvent event, EventHandler handler) {
    return handler.apply(event)
        .chain(() -> rows.applied(feed, event))
        .chain(() -> rows.parkedNext(feed, event))
        .chain(next -> next == null ? Uni.createFrom().voidItem() : apply(feed, next, handler));
  }

  private Uni<Void> setAside(String feed, ReceivedEvent event, Throwable cause) {
    LOG.errorf(cause, "Feed %s sets %s version %d of %s aside", feed, event.type(), event.aggregateVersion(),
        event.aggregateId());
    return untilSettled(
        () -> transactions.in(event.tenant(), () -> rows.deadLetter(feed, event, Faults.summary(cause))));
  }
}
