package io.aims.platform.inbox;

import io.smallrye.mutiny.Uni;

/**
 * What listens to a topic of events: {@link Inbox} calls it once per aggregate version, in order, in a transaction of the
 * event's organisation.
 *
 * <p>It fails with {@link ReceivedEvent.Poison} on what can never succeed, and with {@link Postponed} while it needs news
 * of somebody else first.
 */
public interface Feed {
  /** The name under which its progress is kept; never changes. */
  String name();

  /** The service whose events it takes, e.g. {@code inventory-service}. */
  String source();

  /**
   * {@code event} has come from the topic, or is looked at again, and nothing is decided on it yet; in no transaction. May be called again for the
   * same one, and must not fail.
   */
  default Uni<Void> arrived(ReceivedEvent event) {
    return Uni.createFrom().voidItem();
  }

  /** {@code event} has come once more and has no effect any more; in the transaction in which it is dropped. Usually no news. */
  default Uni<Void> again(ReceivedEvent event) {
    return Uni.createFrom().voidItem();
  }

  /** The effect of {@code event}; what it does not listen to has none. */
  Uni<Void> apply(ReceivedEvent event);
}
