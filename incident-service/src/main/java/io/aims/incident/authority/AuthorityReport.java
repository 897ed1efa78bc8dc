package io.aims.incident.authority;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;

import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

import io.aims.incident.clocks.ClockRegister.ClockFacts;
import io.aims.incident.duty.Addressee;
import io.aims.incident.duty.ReportForm;
import io.aims.incident.duty.ReportKind;
import io.aims.incident.incident.IncidentFacts;
import io.aims.platform.event.Aggregate;
import io.aims.platform.refusal.Refusal;

/**
 * What an authority, or a provider, is told of an incident.
 *
 * <p>Its content moves the revision, which voids an approval; once handed in or withdrawn it never changes again. What
 * comes later is a further report.
 */
@Entity
class AuthorityReport extends Aggregate {
  private String reference;
  private UUID incidentId;
  private UUID caseId;
  private UUID clockId;
  private String ruleId;
  @Enumerated(EnumType.STRING)
  private ReportKind kind;
  private String form;
  @Enumerated(EnumType.STRING)
  private Addressee addressee;
  private String jurisdiction;
  @Enumerated(EnumType.STRING)
  private ReportState state;
  @JdbcTypeCode(SqlTypes.JSON)
  private Draft draft;
  @JdbcTypeCode(SqlTypes.JSON)
  private @Nullable Approval approval;
  @JdbcTypeCode(SqlTypes.JSON)
  private @Nullable Submission submission;

  protected AuthorityReport() {}

  private AuthorityReport(UUID id, UUID tenant, String reference, IncidentFacts incident, ClockFacts clock,
      ReportKind kind, Draft draft, Instant now) {
    super(id, tenant, now);
    this.reference = reference;
    this.incidentId = incident.id();
    this.caseId = incident.caseId();
    this.clockId = clock.id();
    this.ruleId = clock.ruleId();
    this.kind = kind;
    this.form = clock.form();
    this.addressee = clock.addressee();
    this.jurisdiction = clock.jurisdiction();
    this.state = ReportState.DRAFT;
    this.draft = draft;
  }

  /** Begins a report of {@code kind} for the duty of {@code clock}, which has to ask for that kind. */
  static AuthorityReport begin(UUID id, UUID tenant, String reference, IncidentFacts incident, ClockFacts clock,
      ReportKind kind, Draft draft, Instant now) {
    if (!clock.reports().contains(kind)) {
      throw new Refusal.Invalid("kind", "must be one that the clock asks for: " + clock.reports());
    }
    return new AuthorityReport(id, tenant, reference, incident, clock, kind, draft, now);
  }

  AuthorityReportEvent drafted(ReportForm form) {
    return new AuthorityReportEvent.Drafted(reference, incidentId, clockId, ruleId, kind, form.id(), addressee,
        jurisdiction, draft.missing(form, kind), draft.texts());
  }

  /** Writes the next revision; an approval does not outlive it. */
  AuthorityReportEvent revise(ReportForm form, Map<String, String> facts, Map<String, String> texts, UUID author) {
    require(ReportState.Command.REVISION);
    var earlier = draft;
    var voided = approval != null;
    draft = draft.revised(form, facts, texts, author.toString());
    approval = null;
    state = ReportState.DRAFT;
    return new AuthorityReportEvent.Revised(incidentId, draft.revision(), draft.missing(form, kind), voided,
        draft.changedSince(earlier));
  }

  /** Approves the present revision, by somebody who has written in none; a final report has to be whole. */
  AuthorityReportEvent approve(ReportForm form, int revision, UUID person, Instant now) {
    require(ReportState.Command.APPROVAL);
    if (draft.contributors().contains(person.toString())) {
      throw new Refusal.FourEyes("Whoever has written in a report can't approve it.");
    }
    if (revision != draft.revision()) {
      throw new Refusal.Stale();
    }
    var missing = draft.missing(form, kind);
    if (!missing.isEmpty() && !kind.mayBeIncomplete()) {
      throw new Refusal.Invalid(missing.stream()
          .map(field -> new Refusal.Violation("texts." + field, "must be there before a final report is approved"))
          .toList());
    }
    approval = new Approval(revision, person, now);
    state = ReportState.APPROVED;
    return new AuthorityReportEvent.Approved(incidentId, revision, person, missing);
  }

  /** Records that the approved revision was handed in. */
  AuthorityReportEvent submit(ReportForm form, Instant submittedAt, Submission.Channel channel, String receipt,
      UUID person, Instant now) {
    require(ReportState.Command.SUBMISSION);
    var at = submittedAt.truncatedTo(ChronoUnit.MICROS);
    if (approval == null || at.isAfter(now) || at.isBefore(approval.approvedAt())) {
      throw new Refusal.Invalid("submittedAt", "must not be later than now or before the approval");
    }
    var incomplete = !draft.missing(form, kind).isEmpty();
    submission = new Submission(draft.revision(), at, channel, receipt, person, incomplete);
    state = ReportState.SUBMITTED;
    return new AuthorityReportEvent.Submitted(incidentId, draft.revision(), at, channel, person, incomplete,
        Map.of("receipt", receipt));
  }

  /** It is not to be handed in any more; the duty to report stays with its clock. */
  AuthorityReportEvent withdraw() {
    require(ReportState.Command.WITHDRAWAL);
    state = ReportState.WITHDRAWN;
    return new AuthorityReportEvent.Withdrawn(incidentId, draft.revision());
  }

  private void require(ReportState.Command command) {
    Refusal.NotAllowedNow.unless(state.allowed(), command, state);
  }

  List<String> missing(ReportForm form) {
    return draft.missing(form, kind);
  }

  @Override
  protected String aggregateType() {
    return "authority-report";
  }

  String reference() {
    return reference;
  }

  UUID incidentId() {
    return incidentId;
  }

  UUID caseId() {
    return caseId;
  }

  UUID clockId() {
    return clockId;
  }

  String ruleId() {
    return ruleId;
  }

  ReportKind kind() {
    return kind;
  }

  String form() {
    return form;
  }

  Addressee addressee() {
    return addressee;
  }

  String jurisdiction() {
    return jurisdiction;
  }

  ReportState state() {
    return state;
  }

  Draft draft() {
    return draft;
  }

  @Nullable
  Approval approval() {
    return approval;
  }

  @Nullable
  Submission submission() {
    return submission;
  }
}
