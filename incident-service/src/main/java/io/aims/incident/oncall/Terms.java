package io.aims.incident.oncall;

import java.util.HashSet;
import java.util.List;
import java.util.UUID;

import io.aims.platform.refusal.Refusal;

/**
 * What a rota says.
 *
 * @param systems those that it is for; none for every system that has no rota of its own
 */
record Terms(Roster roster, List<UUID> systems) {

  /** Refuses what makes no sense. */
  Terms check() {
    roster.check();
    if (new HashSet<>(systems).size() < systems.size()) {
      throw new Refusal.Invalid("systems", "must not have one twice");
    }
    return this;
  }
}
