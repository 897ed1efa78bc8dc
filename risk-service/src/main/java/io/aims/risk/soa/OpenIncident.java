package io.aims.risk.soa;

import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** An incident that is open and touches controls, kept so that a line which starts to apply later knows of it. */
@Entity
class OpenIncident {
  @Id
  private UUID id;
  private UUID tenant;
  @JdbcTypeCode(SqlTypes.JSON)
  private LiveStatus.Incident incident;

  protected OpenIncident() {}

  OpenIncident(UUID tenant, LiveStatus.Incident incident) {
    this.id = incident.id();
    this.tenant = tenant;
    this.incident = incident;
  }

  /** Lets it touch {@code controls} as well; answers those that it has not touched before. */
  Set<String> widen(Set<String> controls) {
    var more = controls.stream()
        .filter(control -> !incident.controls().contains(control))
        .collect(Collectors.toUnmodifiableSet());
    incident = incident.touching(more);
    return more;
  }

  LiveStatus.Incident incident() {
    return incident;
  }
}
