package io.aims.risk.proposal;

import java.util.Set;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

import io.aims.platform.refusal.Refusal;

/** An incident as it was opened last, or has become since: what the flag of a risk says of it, when its review proposes one later. */
@Entity
class KnownIncident {
  @Id
  private UUID id;
  private UUID tenant;
  private String kind;
  private String severity;
  private boolean dismissed;

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
    this.dismissed = false;
  }

  void worsen(String severity) {
    this.severity = severity;
  }

  /** It has turned out to be none, until it is opened again. */
  void dismiss() {
    dismissed = true;
  }

  /** What is no incident flags no risk: the flag would be withdrawn already. */
  void refuseToFlag() {
    if (dismissed) {
      throw new Refusal.NotAllowedNow("acceptance with riskId", "INCIDENT_DISMISSED",
          Set.of("acceptance", "decline"));
    }
  }

  String kind() {
    return kind;
  }

  String severity() {
    return severity;
  }
}
