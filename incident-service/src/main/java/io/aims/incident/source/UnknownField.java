package io.aims.incident.source;

import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import org.hibernate.annotations.Immutable;

/** A field that a source's vendor has added since we looked: where it stands, and nothing of what it holds. */
@Entity
@Immutable
@Table(name = "hook_unknown_field")
class UnknownField {
  @Id
  private UUID id;
  private UUID tenant;
  private UUID sourceId;
  private String path;
  private Instant firstSeenAt;
  private Instant lastSeenAt;
  private long deliveries;

  protected UnknownField() {}

  UUID sourceId() {
    return sourceId;
  }

  /**
   * As the API shows it.
   *
   * @param path members by dots, {@code []} for any element of a list, {@code *} for a name that reads like data
   * @param deliveries in how many it was seen, those included that were sent again
   */
  record View(UUID id, String path, Instant firstSeenAt, Instant lastSeenAt, long deliveries) {}
}
