package io.aims.incident.timeline;

import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

import org.jspecify.annotations.Nullable;

/** The times of one incident, kept beside its timeline so that figures over many incidents are one query. */
@Entity
class IncidentTimes {
  @Id
  private UUID incidentId;
  private @Nullable Instant detectedAt;
  private @Nullable Instant acknowledgedAt;
  private @Nullable Instant containedAt;
  private @Nullable Instant resolvedAt;
  private @Nullable Instant reviewedAt;
  private @Nullable Instant closedAt;

  protected IncidentTimes() {}

  void keep(StatusTimes times) {
    detectedAt = times.detected();
    acknowledgedAt = times.acknowledged();
    containedAt = times.contained();
    resolvedAt = times.resolved();
    reviewedAt = times.reviewed();
    closedAt = times.closed();
  }

  StatusTimes times() {
    return new StatusTimes(detectedAt, acknowledgedAt, containedAt, resolvedAt, reviewedAt, closedAt);
  }
}
