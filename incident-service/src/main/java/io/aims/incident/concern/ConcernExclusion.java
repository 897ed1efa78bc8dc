package io.aims.incident.concern;

import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import org.jspecify.annotations.Nullable;

/**
 * That somebody says of a person that they may neither see nor handle a concern; the reporter when it is nobody by
 * name.
 */
@Entity
@Table(name = "concern_exclusion")
class ConcernExclusion {
  @Id
  private UUID id;
  private UUID tenant;
  private UUID concernId;
  private UUID personId;
  private @Nullable UUID excludedBy;

  protected ConcernExclusion() {}

  ConcernExclusion(UUID id, Concern concern, UUID person, @Nullable UUID excludedBy) {
    this.id = id;
    this.tenant = concern.tenant();
    this.concernId = concern.id();
    this.personId = person;
    this.excludedBy = excludedBy;
  }
}
