package io.aims.platform.relay;

import java.util.function.Supplier;

import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Before anything is sent: neither may the database have lost what was published, nor the topic what it had acknowledged. */
final class TopicCheck {
  private static final Logger LOG = Logger.getLogger(TopicCheck.class);
  private final Supplier<Tail> topic;
  private final RestoreCheck restored;
  private final LostEvents lost;

  TopicCheck(Supplier<Tail> topic, RestoreCheck restored, LostEvents lost) {
    this.topic = topic;
    this.restored = restored;
    this.lost = lost;
  }

  /**
   * In words why the database is older than what was published; null when it is not, and what the topic has lost waits to be
   * sent again.
   *
   * <p>Another replica may be sending: what has to be in the topic is asked for before the topic is read, and what has to be
   * in the database after it.
   */
  @Nullable
  String finding() {
    var arrived = lost.arrivedLast();
    var tail = topic.get();
    var older = restored.finding(tail.published());
    if (older == null && lost.lacks(tail, arrived)) {
      LOG.warnf("The topic has lost what it had acknowledged: %d events are sent again", lost.putBack());
    }
    return older;
  }
}
