package io.aims.incident.channel;

import java.util.List;
import java.util.TreeSet;
import java.util.UUID;

import io.aims.platform.refusal.Refusal;

/**
 * Who handles concerns.
 *
 * @param handlers see each concern that they have no part in
 * @param alternates see a concern when fewer than two handlers are left who have no part in it
 * @param lastResort see a concern when fewer than two of all these are left; best from outside of the organisation
 */
record Members(List<UUID> handlers, List<UUID> alternates, List<UUID> lastResort) {
  private static final int FEWEST = 2;

  Members {
    handlers = List.copyOf(new TreeSet<>(handlers));
    alternates = List.copyOf(new TreeSet<>(alternates));
    lastResort = List.copyOf(new TreeSet<>(lastResort));
  }

  /** Refuses people who would stand in for themselves, and fewer than a decision by four eyes takes. */
  Members check() {
    few("handlers", handlers);
    few("alternates", alternates);
    few("lastResort", lastResort);
    apart("alternates", alternates, handlers);
    apart("lastResort", lastResort, handlers);
    apart("lastResort", lastResort, alternates);
    return this;
  }

  private static void few(String field, List<UUID> people) {
    if (people.size() < FEWEST) {
      throw new Refusal.Invalid(field, "must be at least two people, as nobody closes what they have assessed");
    }
  }

  private static void apart(String field, List<UUID> people, List<UUID> others) {
    if (people.stream().anyMatch(others::contains)) {
      throw new Refusal.Invalid(field, "must be other people than those before");
    }
  }
}
