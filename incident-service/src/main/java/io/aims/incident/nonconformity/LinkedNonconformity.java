package io.aims.incident.nonconformity;

import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** A projection of a nonconformity that an incident led to: what decides whether the incident may be closed. */
@Entity
class LinkedNonconformity {
  @Id
  private UUID id;
  private UUID tenant;
  private UUID incidentId;
  private String reference;
  private String grade;
  private boolean effective;

  protected LinkedNonconformity() {}

  LinkedNonconformity(UUID id, UUID tenant, UUID incidentId, String reference, String grade) {
    this.id = id;
    this.tenant = tenant;
    this.incidentId = incidentId;
    this.reference = reference;
    this.grade = grade;
  }

  void verified(boolean effective) {
    this.effective = effective;
  }

  Nonconformity facts() {
    return new Nonconformity(id, reference, grade, effective);
  }
}
