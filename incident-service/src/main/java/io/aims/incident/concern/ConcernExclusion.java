package io.aims.incident.concern;

import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** That a person may neither see nor handle a concern. */
@Entity
@Table(name = "concern_exclusion")
class ConcernExclusion {
  @Id
  private UUID id;
  private UUID tenant;
  private UUID concernId;
  private UUID personId;

  protected ConcernExclusion() {}

  ConcernExclusion(UUID id, Concern concern, UUID person) {
    this.id = id;
    this.tenant = concern.tenant();
    this.concernId = concern.id();
    this.personId = person;
  }
}
