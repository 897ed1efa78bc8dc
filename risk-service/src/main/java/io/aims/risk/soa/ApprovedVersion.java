package io.aims.risk.soa;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** A statement as it was approved; written once, the app role may not change it. */
@Entity
class ApprovedVersion {
  @Id
  private UUID id;
  private UUID tenant;
  private UUID statementId;
  private int revision;
  private String edition;
  private UUID approvedBy;
  private Instant approvedAt;
  @JdbcTypeCode(SqlTypes.JSON)
  private Content content;

  protected ApprovedVersion() {}

  private ApprovedVersion(UUID id, StatementOfApplicability statement, Approval approval) {
    this.id = id;
    this.tenant = statement.tenant();
    this.statementId = statement.id();
    this.revision = approval.revision();
    this.edition = statement.edition();
    this.approvedBy = approval.approvedBy();
    this.approvedAt = approval.approvedAt();
    this.content = Content.of(statement.lines());
  }

  /** A line without its live status, which is no part of what was approved. */
  record DecidedLine(String control, Decision decision) {}

  /** All lines, as an object, because that is what a JSON column can hold. */
  record Content(List<DecidedLine> lines) {
    static Content of(Lines lines) {
      return new Content(lines.all().stream().map(line -> new DecidedLine(line.control(), line.decision())).toList());
    }
  }

  static ApprovedVersion of(UUID id, StatementOfApplicability statement) {
    return new ApprovedVersion(id, statement, Objects.requireNonNull(statement.approval(), "approval"));
  }

  int revision() {
    return revision;
  }

  String edition() {
    return edition;
  }

  UUID approvedBy() {
    return approvedBy;
  }

  Instant approvedAt() {
    return approvedAt;
  }

  Content content() {
    return content;
  }
}
