package io.aims.incident.channel;

import java.util.List;
import java.util.TreeSet;
import java.util.UUID;

import io.aims.platform.refusal.Refusal;

/**
 * Who handles concerns.
 *
 * @param handlers see each concern that they have no part in
 * @param alternates see a concern when no handler is left who has no part in it
 */
record Members(List<UUID> handlers, List<UUID> alternates) {
  Members {
    handlers = List.copyOf(new TreeSet<>(handlers));
    alternates = List.copyOf(new TreeSet<>(alternates));
  }

  /** Refuses people who would stand in for themselves. */
  Members check() {
    if (handlers.stream().anyMatch(alternates::contains)) {
      throw new Refusal.Invalid("alternates", "must be other people than the handlers");
    }
    return this;
  }
}
