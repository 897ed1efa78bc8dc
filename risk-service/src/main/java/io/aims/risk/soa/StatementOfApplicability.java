package io.aims.risk.soa;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

import jakarta.persistence.Entity;

import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

import io.aims.platform.event.Aggregate;
import io.aims.platform.refusal.Refusal;
import io.aims.risk.revision.ContentRevision;

/**
 * Which controls an organisation applies, which it excludes, and why (clause 6.1.3).
 *
 * <p>Decisions are its content and move the revision, which voids an approval. The live status of its lines does
 * neither: incidents come and go, what was decided and approved stands.
 */
@Entity
class StatementOfApplicability extends Aggregate {
  private String edition;
  @JdbcTypeCode(SqlTypes.JSON)
  private ContentRevision content;
  @JdbcTypeCode(SqlTypes.JSON)
  private Lines lines;
  @Nullable
  @JdbcTypeCode(SqlTypes.JSON)
  private Approval approval;

  protected StatementOfApplicability() {}

  private StatementOfApplicability(UUID id, UUID tenant, String edition, Lines lines, String author, Instant now) {
    super(id, tenant, now);
    this.edition = edition;
    this.content = ContentRevision.first(author);
    this.lines = lines;
  }

  /** Draws up a statement over {@code controls}, in which every line starts with the same decision. */
  static StatementOfApplicability drawUp(UUID id, UUID tenant, String edition, List<String> controls,
      Decision everyLine, Line.Touching touching, String author, Instant now) {
    var lines = controls.stream().map(c -> Line.undecided(c).decided(everyLine, touching.control(c))).toList();
    return new StatementOfApplicability(id, tenant, edition, new Lines(lines), author, now);
  }

  StatementOfApplicabilityEvent drawnUp() {
    return new StatementOfApplicabilityEvent.DrawnUp(edition, content.number(), lines.all().size(),
        lines.count(Applicability.APPLICABLE), lines.controls(line -> line.live() == Line.Live.DOWNGRADED));
  }

  /** Decides upon a control; one that starts to apply is downgraded at once by the incidents that touch it. */
  StatementOfApplicabilityEvent decide(String control, Decision decision, Line.Touching touching,
      String author) {
    var decided = lines.of(control).decided(decision.justified(), touching.control(control));
    var voided = approval != null;
    lines = lines.replace(line -> line.control().equals(control), line -> decided);
    content = content.changedBy(author);
    approval = null;
    return new StatementOfApplicabilityEvent.LineDecided(control, decision.applicability(),
        decision.reasons().stream().map(InclusionReason::kind).distinct().toList(), decision.implementation(),
        decision.ownerId(), decided.live(), content.number(), voided,
        decision.exclusionReason() == null ? Map.of() : Map.of("exclusionReason", decision.exclusionReason()));
  }

  /** Approves the present content, by somebody who did not contribute to it. */
  StatementOfApplicabilityEvent approve(int revision, UUID person, Instant now) {
    var decided = content.decideUpon(revision, person.toString());
    var state = state();
    switch (state) {
      case COMPLETE -> {
        content = decided;
        approval = new Approval(revision, person, now);
      }
      case DRAFT, APPROVED -> throw new Refusal.NotAllowedNow("approval", state.name(), state.commands());
    }
    return new StatementOfApplicabilityEvent.Approved(revision, person, lines.count(Applicability.APPLICABLE),
        lines.count(Applicability.EXCLUDED));
  }

  /** An incident touches {@code controls}; empty when none of them applies. */
  Optional<StatementOfApplicabilityEvent> downgrade(Downgrade downgrade, Set<String> controls) {
    Predicate<Line> touched = line -> line.applies() && controls.contains(line.control());
    var downgraded = lines.controls(touched);
    lines = lines.replace(touched, line -> line.downgradedBy(downgrade));
    return downgraded.isEmpty()
        ? Optional.empty()
        : Optional.of(new StatementOfApplicabilityEvent.LinesDowngraded(downgrade.incidentId(), downgrade.kind(),
            downgraded));
  }

  /** An incident is over; empty when it has downgraded nothing that still applies. */
  Optional<StatementOfApplicabilityEvent> recover(UUID incidentId) {
    var touched = lines.controls(line -> line.isDowngradedBy(incidentId));
    lines = lines.replace(line -> line.isDowngradedBy(incidentId), line -> line.recoveredFrom(incidentId));
    var recovered = lines.controls(line -> touched.contains(line.control()) && line.live() == Line.Live.OK);
    var still = touched.stream().filter(control -> !recovered.contains(control)).toList();
    return touched.isEmpty()
        ? Optional.empty()
        : Optional.of(new StatementOfApplicabilityEvent.LinesRecovered(incidentId, recovered, still));
  }

  StatementState state() {
    return StatementState.of(lines, approval);
  }

  @Override
  protected String aggregateType() {
    return "statement-of-applicability";
  }

  String edition() {
    return edition;
  }

  ContentRevision content() {
    return content;
  }

  Lines lines() {
    return lines;
  }

  @Nullable
  Approval approval() {
    return approval;
  }
}
