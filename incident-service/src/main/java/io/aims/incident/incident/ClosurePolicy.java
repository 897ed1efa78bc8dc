package io.aims.incident.incident;

import java.util.List;

import io.aims.incident.nonconformity.Nonconformity;

/**
 * When an incident may be closed: what its review asked for has been done, and somebody has verified that it works
 * (clause 10.2).
 */
final class ClosurePolicy {
  private ClosurePolicy() {}

  static boolean permits(boolean correctiveActionRequired, List<Nonconformity> linked) {
    return !correctiveActionRequired || linked.stream().anyMatch(Nonconformity::effective);
  }
}
