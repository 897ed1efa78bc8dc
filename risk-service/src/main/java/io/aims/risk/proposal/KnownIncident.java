package io.aims.risk.proposal;

import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** An incident as it was opened last: what the flag of a risk says of it, when its review proposes one later. */
@Entity
class KnownIncident {
  @Id
  private UUID id;
  private UUID tenant;
  private String kind;
  private String severity;

  protected KnownIncident() {}

  KnownIncident(UUID id, UUID tenant, String kind, String severity) {
    this.id = id;
    this.tenant = tenant;
    this.kind = kind;
    this.severity = severity;
  }

  void opened(String kind, String severity) {
    this.kind = kind;
    this.severity = severity;
  }

  String kind() {
    return kind;
  }

  String severity() {
    return severity;
  }
}
