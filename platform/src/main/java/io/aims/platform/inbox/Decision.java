package io.aims.platform.inbox;

/** What is to be done with an event, decided from nothing but how far the feed is with its aggregate. */
enum Decision {
  /** It has had its effect, or belongs to a history that its owner has given up. */
  DROP,
  /** It is the next one. */
  APPLY,
  /** Something before it is missing. */
  PARK,
  /** Its version was given to another event: its owner has lost its memory, or somebody plays tricks. */
  FORK;

  /**
   * Decides. A higher epoch begins where the owner's restored history ended, so it may replace versions that were applied;
   * what is left of a lower one is void.
   */
  static Decision of(Progress last, ReceivedEvent event) {
    var same = event.id().equals(last.eventId());
    if (event.epoch() < last.epoch() || same && event.aggregateVersion() == last.version()) {
      return DROP;
    }
    if (event.aggregateVersion() > last.version() + 1) {
      return PARK;
    }
    if (event.epoch() > last.epoch() || event.aggregateVersion() == last.version() + 1) {
      return APPLY;
    }
    return event.aggregateVersion() == last.version() && last.eventId() != null ? FORK : DROP;
  }

  /** Whether {@code event} is the first that this feed gets of a higher epoch: what it does not apply now must not be passed. */
  static boolean beginsEpoch(Progress last, ReceivedEvent event) {
    return event.epoch() > last.epoch() && of(last, event) == APPLY;
  }
}
