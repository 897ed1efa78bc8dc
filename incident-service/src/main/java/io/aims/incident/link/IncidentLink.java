package io.aims.incident.link;

import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;

import org.jspecify.annotations.Nullable;

/** One link of one incident; it is there as long as a person or an effect holds it. */
@Entity
class IncidentLink {
  @Id
  private UUID id;
  private UUID tenant;
  private UUID incidentId;
  @Enumerated(EnumType.STRING)
  private LinkedTo linkedTo;
  private String target;
  private String targetKey;
  private @Nullable UUID linkedBy;
  private @Nullable UUID effectOf;
  private Instant since;

  protected IncidentLink() {}

  Linked facts() {
    return new Linked(id, new Target(linkedTo, target), linkedBy != null);
  }
}
