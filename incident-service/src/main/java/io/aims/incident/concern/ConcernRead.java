package io.aims.incident.concern;

import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** That a handler has read something of a concern; written once. */
@Entity
@Table(name = "concern_read")
class ConcernRead {
  @Id
  private UUID id;
  private UUID tenant;
  private UUID concernId;
  private UUID personId;
  private String what;
  private Instant at;

  protected ConcernRead() {}

  ConcernRead(UUID id, Concern concern, UUID person, String what, Instant now) {
    this.id = id;
    this.tenant = concern.tenant();
    this.concernId = concern.id();
    this.personId = person;
    this.what = what;
    this.at = now;
  }
}
