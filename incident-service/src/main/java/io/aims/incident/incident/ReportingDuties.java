package io.aims.incident.incident;

import java.util.Collection;
import java.util.UUID;

import io.smallrye.mutiny.Uni;

/** Whether somebody has still to be told of incidents; in the caller's transaction, in which nothing of that changes. */
public interface ReportingDuties {
  Uni<Open> of(Collection<UUID> incidentIds);

  /** Whether a report of one of them has left out something that no clock has asked for: one from before such clocks were. */
  Uni<Boolean> restUnasked(Collection<UUID> incidentIds);

  /**
   * What is open.
   *
   * @param any whether any clock runs or is paused
   * @param evidence whether one of them forbids altering the system before its authority is informed (EU AI Act Art. 73(6))
   */
  record Open(boolean any, boolean evidence) {}
}
