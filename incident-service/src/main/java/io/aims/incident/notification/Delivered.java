package io.aims.incident.notification;

import java.time.Duration;

/** What became of a try to tell somebody: one small contract, whatever carries the mail. */
sealed interface Delivered {

  record Taken() implements Delivered {}

  /**
   * It may go well later.
   *
   * @param words for the log; no address
   * @param pause how long to wait at least
   */
  record Later(String words, Duration pause) implements Delivered {}

  record Never(Failure why) implements Delivered {}
}
