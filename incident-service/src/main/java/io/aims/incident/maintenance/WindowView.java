package io.aims.incident.maintenance;

import java.time.Instant;
import java.util.UUID;

/** A maintenance window as the API shows it. */
record WindowView(UUID id, UUID systemId, Instant startsAt, Instant endsAt, int version, Instant changedAt) {

  static WindowView of(MaintenanceWindow window) {
    return new WindowView(window.id(), window.systemId(), window.startsAt(), window.endsAt(), window.version(),
        window.changedAt());
  }
}
