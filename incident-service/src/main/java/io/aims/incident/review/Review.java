package io.aims.incident.review;

import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** One writing of a review; a later one takes its place and leaves it as it is. */
@Entity
@Immutable
class Review {
  @Id
  private UUID id;
  private UUID tenant;
  private UUID incidentId;
  @JdbcTypeCode(SqlTypes.JSON)
  private Findings findings;
  private String writtenBy;
  private Instant writtenAt;

  protected Review() {}

  Review(UUID id, UUID tenant, UUID incidentId, Findings findings, String writtenBy, Instant writtenAt) {
    this.id = id;
    this.tenant = tenant;
    this.incidentId = incidentId;
    this.findings = findings;
    this.writtenBy = writtenBy;
    this.writtenAt = writtenAt;
  }

  Findings findings() {
    return findings;
  }
}
