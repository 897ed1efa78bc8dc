package io.aims.audit.ledger;

import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

import io.aims.platform.inbox.ReceivedEvent;

/** Reads which further cases an event belongs to; whatever else stands there links to nothing and is no reason not to record it. */
final class CaseLinks {
  private CaseLinks() {}

  /** The ids in {@code linkedCases} of the event's data, without the case that it belongs to anyway. */
  static Set<String> of(ReceivedEvent event) {
    var cases = new TreeSet<String>();
    for (var id : event.data().path("linkedCases")) {
      try {
        cases.add(UUID.fromString(id.asText()).toString());
      } catch (IllegalArgumentException notAnId) {
        // only ids are links
      }
    }
    cases.remove(event.correlationId().toString());
    return cases;
  }
}
