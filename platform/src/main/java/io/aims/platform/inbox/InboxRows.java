package io.aims.platform.inbox;

import org.jspecify.annotations.Nullable;

import io.smallrye.mutiny.Uni;

/** What the inbox remembers; every method runs inside a transaction of the event's organisation. */
interface InboxRows {
  /** Locks the aggregate for this feed, so that nobody else can apply the same version, and tells how far it is. */
  Uni<Progress> lock(String feed, ReceivedEvent event);

  /** Notes that {@code event} has had its effect; completes with the event parked directly behind it, if there is one. */
  Uni<@Nullable ReceivedEvent> applied(String feed, ReceivedEvent event);

  /** Forgets what is parked and void by now; completes with the event parked directly behind {@code last}, if there is one. */
  Uni<@Nullable ReceivedEvent> tidied(String feed, ReceivedEvent event, Progress last);

  /** Takes the aggregate back to directly before {@code event}, in its epoch. */
  Uni<Void> rewind(String feed, ReceivedEvent event);

  /** Whether {@code event} may be parked: it is already, or the organisation has not too many parked. */
  Uni<Boolean> room(String feed, ReceivedEvent event);

  /**
   * Keeps {@code event} until what it waits for is there; false when its version is taken by another event of its epoch.
   *
   * @param news what it waits for; null for its predecessor
   */
  Uni<Boolean> park(String feed, ReceivedEvent event, @Nullable String news);

  /** Notes that {@code event} was let go for lack of room, and is to be asked for again. */
  Uni<Void> letGo(String feed, ReceivedEvent event);

  /** Keeps {@code event} with its cause; one that was kept before has failed once more. */
  Uni<Void> deadLetter(String feed, ReceivedEvent event, String cause);
}
