package io.aims.platform.relay;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * For how long the first event of the outbox has been the first, as far as this process has seen. The event's own time would
 * not do: that of a change whose moment must not be found out is midnight.
 */
final class HeadAge {
  private @Nullable Long head;
  private long since;

  /**
   * Notes the place of the first event; null for an empty outbox.
   *
   * @param now by {@link System#nanoTime()}
   */
  Duration seen(@Nullable Long position, long now) {
    if (position == null || !position.equals(head)) {
      head = position;
      since = now;
    }
    return Duration.ofNanos(now - since);
  }
}
