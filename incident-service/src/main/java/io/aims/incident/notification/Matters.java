package io.aims.incident.notification;

import java.util.Collection;
import java.util.Set;
import java.util.UUID;

import io.smallrye.mutiny.Uni;

/** The matters of one feature that people are told of: it alone knows which of them are over before a mail has left. */
public interface Matters {
  /** When people are told of them. */
  Set<Occasion> occasions();

  /** Those of {@code ids} that still are as {@code occasion} says; in the caller's transaction. */
  Uni<Set<UUID>> standing(Occasion occasion, Collection<UUID> ids);

  /**
   * Those of them that still are the matter of {@code person} as well, who is meant and stands in for nobody; the same as
   * above where that can't change.
   */
  default Uni<Set<UUID>> standing(Occasion occasion, Collection<UUID> ids, UUID person) {
    return standing(occasion, ids);
  }
}
