package io.aims.incident.monitoring;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * One revision of a plan.
 *
 * @param contributors who has written in it since the last approval
 */
record Draft(int revision, Content content, List<UUID> contributors) {
  Draft {
    contributors = List.copyOf(contributors);
  }

  /** The next revision; after an approval, authors count anew. */
  Draft revised(Content changed, UUID author, boolean approved) {
    return new Draft(revision + 1, changed,
        approved ? List.of(author) : Stream.concat(contributors.stream(), Stream.of(author)).distinct().toList());
  }
}
