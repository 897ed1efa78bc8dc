package io.aims.platform.inbox;

/**
 * An event needs news that come over another topic and are not here yet: it is put aside and tried again, with longer and
 * longer pauses, while events of other aggregates go on.
 */
public final class Postponed extends RuntimeException {

  /**
   * Says what the event waits for.
   *
   * @param news in words, kept with the event
   */
  public Postponed(String news) {
    super(news, null, false, false);
  }
}
