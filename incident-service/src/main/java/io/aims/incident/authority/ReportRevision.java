package io.aims.incident.authority;

import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** A report as it was written at one time; written once, the app role may not change it. */
@Entity
@Table(name = "authority_report_revision")
class ReportRevision {
  @Id
  private UUID id;
  private UUID tenant;
  private UUID reportId;
  private int number;
  @JdbcTypeCode(SqlTypes.JSON)
  private Draft draft;
  private UUID writtenBy;
  private Instant writtenAt;

  protected ReportRevision() {}

  private ReportRevision(UUID id, AuthorityReport report, UUID author, Instant now) {
    this.id = id;
    this.tenant = report.tenant();
    this.reportId = report.id();
    this.number = report.draft().revision();
    this.draft = report.draft();
    this.writtenBy = author;
    this.writtenAt = now;
  }

  static ReportRevision of(UUID id, AuthorityReport report, UUID author, Instant now) {
    return new ReportRevision(id, report, author, now);
  }

  Draft draft() {
    return draft;
  }

  UUID writtenBy() {
    return writtenBy;
  }

  Instant writtenAt() {
    return writtenAt;
  }
}
