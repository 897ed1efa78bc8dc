package io.aims.platform.inbox;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

import io.aims.platform.refusal.Refusal;
import io.aims.platform.tenancy.Transactions;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;

/**
 * Gives each event its effect exactly once per feed, in version order per aggregate.
 *
 * <p>The last applied version is kept in the transaction of the effect: an older one is dropped, the next one applied, a
 * later one parked until the gap closes. A fault that passes is waited out for as long as it takes; what can never
 * succeed is set aside with its cause, and the aggregate's later events wait behind it.
 */
@ApplicationScoped
public class Inbox {
  private final BackOff retries;
  private final Settling settling;
  private final Settling looking;
  private final UnreadableMessages unreadable;
  private final Feeds feeds;
  private final Arrivals arrivals;
  private final RebuildEvents rebuilds;

  Inbox(Transactions transactions, InboxTables rows, UnreadableMessages unreadable, Feeds feeds,
      Arrivals arrivals, RebuildEvents rebuilds, Vertx vertx) {
    this.retries = new BackOff(vertx);
    this.settling = new Settling(transactions::in, rows, retries);
    this.looking = new Settling(transactions::in, rows, new OneLook(retries::stopping));
    this.unreadable = unreadable;
    this.feeds = feeds;
    this.arrivals = arrivals;
    this.rebuilds = rebuilds;
  }

  void stop(@Observes ShutdownEvent event) {
    retries.stop();
  }

  /** Processes one Kafka record of {@code feed}; completes when its offset may be committed. */
  public Uni<Void> receive(Feed feed, ConsumerRecord<String, byte[]> message) {
    ReceivedEvent event;
    try {
      event = ReceivedEvent.of(message);
    } catch (ReceivedEvent.Poison e) {
      return unreadable.keep(feed.name(), message, e.getMessage());
    }
    return feed.arrived(event)
        .chain(() -> settling.settle(rebuildable(feed), event))
        .invoke(() -> arrivals.settled(event.aggregateId()));
  }

  /**
   * Tries a dead letter of {@code feed} again, in the transaction that is under way; what is parked behind it follows by
   * itself. Refuses as not allowed while an earlier version is missing, as {@link Refusal.FailedAgain} when it fails.
   */
  public Uni<Void> redrive(String feed, byte[] body, @Nullable Long streamSeq, int epoch) {
    var listener = feeds.named(feed);
    if (listener == null) {
      return Uni.createFrom().failure(new Refusal.FailedAgain("This service does not listen to this feed any more."));
    }
    return settling.redrive(rebuildable(listener), ReceivedEvent.read(body, streamSeq, epoch));
  }

  /**
   * Refuses as not allowed while the event could still have its effect on {@code feed}, now or when an earlier version has
   * come; in the transaction that is under way.
   */
  public Uni<Void> requireVoid(String feed, byte[] body, @Nullable Long streamSeq, int epoch) {
    var listener = feeds.named(feed);
    return listener == null
        ? Uni.createFrom().voidItem()
        : settling.requireVoid(listener, ReceivedEvent.read(body, streamSeq, epoch));
  }

  /** Whether this service keeps a read model of this feed that can be made anew. */
  public boolean isProjection(String feed) {
    return feeds.named(feed) instanceof Projection;
  }

  private Feed rebuildable(Feed feed) {
    return feed instanceof Projection projection ? new RebuiltFeed(projection, rebuilds) : feed;
  }

  /** Gives a kept event what it is due now; fails, and has changed nothing, when that has to wait for a later look. */
  Uni<Void> look(Feed feed, ReceivedEvent event) {
    return feed.arrived(event)
        .chain(() -> looking.settle(rebuildable(feed), event))
        .invoke(() -> arrivals.settled(event.aggregateId()));
  }
}
