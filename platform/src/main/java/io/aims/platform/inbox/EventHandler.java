package io.aims.platform.inbox;

import io.smallrye.mutiny.Uni;

/** What a feed does with an event: called once per aggregate version, in order, in a transaction of the event's organisation. */
@FunctionalInterface
public interface EventHandler {
  Uni<Void> apply(ReceivedEvent event);
}
