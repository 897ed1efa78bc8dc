package io.aims.incident.containment;

import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** One containment of an incident: what was done, when, by whom and why. */
@Entity
@Immutable
@Table(name = "containment")
class RecordedContainment {
  @Id
  private UUID id;
  private UUID tenant;
  private UUID incidentId;
  @Enumerated(EnumType.STRING)
  private Containment containment;
  private boolean altersSystem;
  private @Nullable Boolean evidencePreserved;
  private Instant occurredAt;
  private Instant recordedAt;
  private String author;
  private String reason;

  protected RecordedContainment() {}

  RecordedContainment(UUID id, UUID tenant, UUID incidentId, Measure measure, Instant occurredAt, String author,
      String reason, Instant now) {
    this.id = id;
    this.tenant = tenant;
    this.incidentId = incidentId;
    this.containment = measure.containment();
    this.altersSystem = measure.altersSystem();
    this.evidencePreserved = measure.evidencePreserved();
    this.occurredAt = occurredAt;
    this.recordedAt = now;
    this.author = author;
    this.reason = reason;
  }

  ContainmentView view() {
    return new ContainmentView(id, containment, altersSystem, evidencePreserved, occurredAt, recordedAt, author,
        reason);
  }
}
