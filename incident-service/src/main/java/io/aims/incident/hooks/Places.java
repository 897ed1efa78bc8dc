package io.aims.incident.hooks;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Lets a few deliveries of each organisation wait for a fetch, so that none keeps the places of the others. */
final class Places {
  private final int each;
  private final Map<UUID, Integer> taken = new HashMap<>();

  Places(int each) {
    this.each = each;
  }

  /** False when all places of the organisation are taken. */
  synchronized boolean take(UUID tenant) {
    if (taken.getOrDefault(tenant, 0) == each) {
      return false;
    }
    taken.merge(tenant, 1, Integer::sum);
    return true;
  }

  synchronized void leave(UUID tenant) {
    taken.computeIfPresent(tenant, (id, places) -> places == 1 ? null : places - 1);
  }
}
