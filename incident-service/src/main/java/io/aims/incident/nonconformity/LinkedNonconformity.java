package io.aims.incident.nonconformity;

import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

import org.jspecify.annotations.Nullable;

/** A projection of a nonconformity that an incident led to: what decides whether the incident may be closed. */
@Entity
class LinkedNonconformity {
  @Id
  private UUID id;
  private UUID tenant;
  private UUID incidentId;
  private String reference;
  private String grade;
  private @Nullable Instant raisedAt;
  private boolean effective;
  private boolean contradicted;

  protected LinkedNonconformity() {}

  LinkedNonconformity(UUID id, UUID tenant, UUID incidentId, String reference, String grade,
      Instant raisedAt) {
    this.id = id;
    this.tenant = tenant;
    this.incidentId = incidentId;
    this.reference = reference;
    this.grade = grade;
    this.raisedAt = raisedAt;
  }

  void verified(boolean effective) {
    this.effective = effective;
    this.contradicted = false;
  }

  /** It was found effective, and happened again. */
  void contradict() {
    effective = false;
    contradicted = true;
  }

  Nonconformity facts() {
    return new Nonconformity(id, reference, grade, raisedAt, effective, contradicted);
  }
}
