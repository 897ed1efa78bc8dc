package io.aims.audit.nonconformity;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Why it could happen, and how that was found out.
 *
 * @param authors everyone who has determined a root cause of this nonconformity, in this round or an earlier one
 */
record RootCause(RootCauseMethod method, String text, UUID by, Instant at, List<UUID> authors) {

  /** The finding that takes the place of {@code earlier}, whose authors stay on record. */
  static RootCause determined(RootCauseMethod method, String text, UUID by, Instant at, @Nullable RootCause earlier) {
    var before = earlier == null ? Stream.<UUID>of() : earlier.authors().stream();
    return new RootCause(method, text, by, at, Stream.concat(before, Stream.of(by)).distinct().toList());
  }

  boolean involves(UUID person) {
    return authors.contains(person);
  }
}
