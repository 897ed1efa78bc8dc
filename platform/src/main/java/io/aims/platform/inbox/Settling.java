package io.aims.platform.inbox;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import io.aims.platform.refusal.Refusal;
import io.smallrye.mutiny.Uni;

/**
 * The protocol of the inbox: one event, one transaction, in which it is applied, dropped, parked or set aside; then the
 * one that was parked directly behind it. It knows no engine and no clock.
 *
 * <p>When it completes, everything about the event is committed, and its place in the topic may be.
 */
final class Settling {
  private static final Logger LOG = Logger.getLogger(Settling.class);
  private final Tenancy transactions;
  private final InboxRows rows;
  private final Retries retries;

  Settling(Tenancy transactions, InboxRows rows, Retries retries) {
    this.transactions = transactions;
    this.rows = rows;
    this.retries = retries;
  }

  /** Gives {@code event} what it is due, and after it those that have waited for it. */
  Uni<Void> settle(Feed feed, ReceivedEvent event) {
    var next = new AtomicReference<>(event);
    return Uni.createFrom()
        .deferred(() -> one(feed, next.get()).map(Optional::ofNullable))
        .invoke(behind -> behind.ifPresent(next::set))
        .repeat()
        .whilst(Optional::isPresent)
        .onItem()
        .ignoreAsUni();
  }

  /** A fault that passes is nothing to give way for: where the retries have an end, it ends the settling. */
  private Uni<@Nullable ReceivedEvent> one(Feed feed, ReceivedEvent event) {
    return retries.sensibly(() -> transactions.in(event.tenant(), () -> take(feed, event)))
        .onFailure(fault -> !Causes.passes(fault))
        .recoverWithUni(cause -> giveWay(feed, event, cause).replaceWith((ReceivedEvent) null));
  }

  private Uni<@Nullable ReceivedEvent> take(Feed feed, ReceivedEvent event) {
    return rows.lock(feed.name(), event).chain(last -> switch (Decision.of(last, event)) {
      case DROP -> feed.again(event).chain(() -> rows.tidied(feed.name(), event, last));
      case APPLY -> apply(feed, event);
      case PARK -> park(feed, event, null).replaceWith((ReceivedEvent) null);
      case FORK -> fork(feed, event).replaceWith((ReceivedEvent) null);
    });
  }

  /**
   * Another try of a dead letter, in the caller's transaction, so that its effect and what the caller makes of it commit
   * together. What has had its effect meanwhile has none, what is void is refused; those behind it are due once this is
   * committed.
   */
  Uni<Void> redrive(Feed feed, ReceivedEvent event) {
    return rows.lock(feed.name(), event).chain(last -> switch (Decision.of(last, event)) {
      case DROP -> event.id().equals(last.eventId())
          ? Uni.createFrom().voidItem()
          : Uni.createFrom().failure(new Refusal.NotAllowedNow("redrive", "VOID", Set.of("discard")));
      case APPLY -> apply(feed, event).replaceWithVoid()
          .onFailure(fault -> !Causes.passes(fault))
          .transform(fault -> failedAgain(feed, event, fault));
      case PARK -> Uni.createFrom()
          .failure(new Refusal.NotAllowedNow("redrive", "BEHIND_A_MISSING_VERSION", Set.of()));
      case FORK -> Uni.createFrom().failure(new Refusal.FailedAgain(Causes.VERSION_REUSED));
    });
  }

  /** Refuses while {@code event} could still have its effect, in the caller's transaction. */
  Uni<Void> requireVoid(Feed feed, ReceivedEvent event) {
    return rows.lock(feed.name(), event).chain(last -> switch (Decision.of(last, event)) {
      case DROP, FORK -> Uni.createFrom().voidItem();
      case APPLY -> Uni.createFrom().failure(new Refusal.NotAllowedNow("discard", "OPEN", Set.of("redrive")));
      case PARK -> Uni.createFrom()
          .failure(new Refusal.NotAllowedNow("discard", "BEHIND_A_MISSING_VERSION", Set.of()));
    });
  }

  private static Refusal failedAgain(Feed feed, ReceivedEvent event, Throwable cause) {
    LOG.errorf(cause, "Feed %s fails again at version %d of %s", feed.name(), event.aggregateVersion(),
        event.aggregateId());
    return new Refusal.FailedAgain(Causes.words(cause));
  }

  /** The effect and the note of it; completes with the event parked directly behind. */
  private Uni<@Nullable ReceivedEvent> apply(Feed feed, ReceivedEvent event) {
    return feed.apply(event).chain(() -> rows.applied(feed.name(), event));
  }

  /** An event that could not be applied stands back, so that those of other aggregates go on. */
  private Uni<Void> giveWay(Feed feed, ReceivedEvent event, Throwable cause) {
    return switch (cause) {
      case Postponed later -> retries.always(() -> transactions.in(event.tenant(),
          () -> holdPlace(feed, event).chain(() -> park(feed, event, later.getMessage()))));
      default -> setAside(feed, event, cause);
    };
  }

  /** The first of an epoch that stands back gives up what it replaces: at the versions of before, the next of the epoch would pass it. */
  private Uni<Void> holdPlace(Feed feed, ReceivedEvent event) {
    return rows.lock(feed.name(), event)
        .chain(last -> Decision.beginsEpoch(last, event)
            ? rows.rewind(feed.name(), event)
            : Uni.createFrom().voidItem());
  }

  /** Without room it is let go: its owner has it, and is asked for it later. To wait for room would hold up other organisations. */
  private Uni<Void> park(Feed feed, ReceivedEvent event, @Nullable String news) {
    return rows.room(feed.name(), event)
        .chain(room -> room ? keep(feed, event, news) : rows.letGo(feed.name(), event));
  }

  private Uni<Void> keep(Feed feed, ReceivedEvent event, @Nullable String news) {
    return rows.park(feed.name(), event, news)
        .chain(parked -> parked ? Uni.createFrom().voidItem() : fork(feed, event));
  }

  private Uni<Void> fork(Feed feed, ReceivedEvent event) {
    LOG.errorf("Feed %s got version %d of %s twice with different events", feed.name(), event.aggregateVersion(),
        event.aggregateId());
    return rows.deadLetter(feed.name(), event, Causes.VERSION_REUSED);
  }

  /** Keeps the event with its cause; the aggregate's later events find a gap and wait. */
  private Uni<Void> setAside(Feed feed, ReceivedEvent event, Throwable cause) {
    LOG.errorf(cause, "Feed %s sets %s version %d of %s aside", feed.name(), event.type(), event.aggregateVersion(),
        event.aggregateId());
    return retries.always(() -> transactions.in(event.tenant(),
        () -> holdPlace(feed, event).chain(() -> rows.deadLetter(feed.name(), event, Causes.words(cause)))));
  }
}
