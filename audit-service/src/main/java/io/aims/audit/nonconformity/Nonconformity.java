package io.aims.audit.nonconformity;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;

import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

import io.aims.audit.nonconformity.Recurrence.Happening;
import io.aims.platform.event.Aggregate;
import io.aims.platform.refusal.Refusal;

/** A requirement that is not fulfilled, on its way from statement to verified remedy. */
@Entity
class Nonconformity extends Aggregate {
  private String reference;
  private String title;
  private String statement;
  @Enumerated(EnumType.STRING)
  private OriginKind originKind;
  private @Nullable UUID originId;
  private @Nullable UUID systemId;
  private @Nullable UUID caseId;
  private List<String> nodes;
  @Enumerated(EnumType.STRING)
  private Grade grade;
  private UUID ownerId;
  private UUID raisedBy;
  @Enumerated(EnumType.STRING)
  private NonconformityState state;
  @JdbcTypeCode(SqlTypes.JSON)
  private @Nullable Correction correction;
  @JdbcTypeCode(SqlTypes.JSON)
  private @Nullable RootCause rootCause;
  @JdbcTypeCode(SqlTypes.JSON)
  private CorrectiveActions correctiveActions;
  @JdbcTypeCode(SqlTypes.JSON)
  private @Nullable EffectivenessCheck effectiveness;
  @JdbcTypeCode(SqlTypes.JSON)
  private Recurrence recurrence;
  private boolean recurred;

  protected Nonconformity() {}

  private Nonconformity(UUID id, UUID tenant, Instant now) {
    super(id, tenant, now);
  }

  /** @param context the case and the AI system that the origin belongs to */
  static Nonconformity raise(UUID id, UUID tenant, String reference, RaiseNonconformity request, Context context,
      UUID by, Instant now) {
    var raised = new Nonconformity(id, tenant, now);
    raised.reference = reference;
    raised.title = request.title();
    raised.statement = request.statement();
    raised.originKind = request.originKind();
    raised.originId = request.originId();
    raised.systemId = context.systemId();
    raised.caseId = context.caseId();
    raised.nodes = request.nodes();
    raised.grade = request.grade();
    raised.ownerId = request.ownerId();
    raised.raisedBy = by;
    raised.state = NonconformityState.RAISED;
    raised.correctiveActions = CorrectiveActions.NONE;
    raised.recurrence = Recurrence.NONE;
    return raised;
  }

  NonconformityEvent raised() {
    return new NonconformityEvent.Raised(reference, originKind, originId, systemId, nodes, grade,
        Map.of("title", title, "statement", statement));
  }

  NonconformityEvent recordCorrection(String text, UUID by, Instant now) {
    state.refuseUnlessAllowed(NonconformityCommand.CORRECTION);
    correction = new Correction(text, by, now);
    state = NonconformityState.CORRECTED;
    return new NonconformityEvent.CorrectionRecorded(Map.of("correction", text));
  }

  NonconformityEvent determineRootCause(RootCauseMethod method, String text, UUID by, Instant now) {
    state.refuseUnlessAllowed(NonconformityCommand.ROOT_CAUSE);
    rootCause = RootCause.determined(method, text, by, now, rootCause);
    state = NonconformityState.PLANNING;
    return new NonconformityEvent.RootCauseDetermined(method, Map.of("rootCause", text));
  }

  NonconformityEvent planCorrectiveAction(CorrectiveAction action) {
    state.refuseUnlessAllowed(NonconformityCommand.CORRECTIVE_ACTION);
    if (action.dueOn().isBefore(LocalDate.ofInstant(action.plannedAt(), ZoneOffset.UTC))) {
      throw new Refusal.Invalid("dueOn", "must not lie in the past");
    }
    correctiveActions = correctiveActions.with(action);
    state = NonconformityState.ACTING;
    return new NonconformityEvent.CorrectiveActionPlanned(action.id(), action.ownerId(), action.dueOn(),
        action.proposal() == null ? null : action.proposal().id(), Map.of("description", action.description()));
  }

  /** Completing the last open action leads on to the check of their effect. */
  NonconformityEvent completeCorrectiveAction(UUID actionId, String result, UUID by, Instant now) {
    state.refuseUnlessAllowed(NonconformityCommand.COMPLETION);
    correctiveActions = correctiveActions.completed(actionId, result, by, now);
    if (!correctiveActions.anyOpen()) {
      state = NonconformityState.VERIFYING;
    }
    return new NonconformityEvent.CorrectiveActionCompleted(actionId, Map.of("result", result));
  }

  /** Effective closes; not effective leads back to planning, with what was tried kept. */
  NonconformityEvent verifyEffectiveness(boolean effective, String reason, UUID verifier, Instant now) {
    state.refuseUnlessAllowed(NonconformityCommand.EFFECTIVENESS);
    refuseUnlessIndependent(verifier);
    effectiveness = new EffectivenessCheck(effective, verifier, reason, now);
    state = effective ? NonconformityState.CLOSED : NonconformityState.PLANNING;
    return new NonconformityEvent.EffectivenessVerified(verifier, effective);
  }

  /** The incident has happened again, as another one or as a relapse of its own: what was closed as effective is contradicted until a decision. */
  NonconformityEvent recur(UUID incidentId, UUID caseOfIncident, Instant at) {
    var contradicts = state == NonconformityState.CLOSED || state == NonconformityState.CONTRADICTED;
    var happening = new Happening(incidentId, caseOfIncident, at, contradicts, false);
    return told(recurrence.with(happening), happening);
  }

  /**
   * The incident that had turned out to be none is one after all: what it contradicted, and nobody has decided on, it
   * contradicts again. Null when nothing changes.
   */
  @Nullable
  NonconformityEvent reinstateRecurrence(UUID incidentId) {
    var happening = recurrence.as(incidentId);
    return happening == null || !happening.withdrawn()
        ? null
        : told(recurrence.withdrawn(incidentId, false), happening);
  }

  private NonconformityEvent told(Recurrence known, Happening happening) {
    know(known);
    if (state == NonconformityState.CLOSED && !known.contradicting().isEmpty()) {
      state = NonconformityState.CONTRADICTED;
    }
    return new NonconformityEvent.Recurred(happening.incidentId(), known.valid().size(),
        state == NonconformityState.CONTRADICTED, List.of(happening.caseId()));
  }

  /**
   * The recurrence was no incident. When nothing else contradicts what was effective, it is so again, unless who found that
   * had a part in the remedy or in finding it effective: then somebody else decides. Null when nothing changes.
   */
  @Nullable
  NonconformityEvent withdrawRecurrence(UUID incidentId, String by) {
    var happening = recurrence.as(incidentId);
    if (happening == null || happening.withdrawn()) {
      return null;
    }
    know(recurrence.withdrawn(incidentId, true));
    var effectiveAgain = state == NonconformityState.CONTRADICTED && recurrence.contradicting().isEmpty()
        && !hasPart(by);
    if (effectiveAgain) {
      state = NonconformityState.CLOSED;
    }
    return new NonconformityEvent.RecurrenceWithdrawn(incidentId, recurrence.valid().size(), effectiveAgain,
        List.of(happening.caseId()));
  }

  private boolean hasPart(String actor) {
    return people(actor).anyMatch(
        it -> partOf(it) != null || effectiveness != null && it.equals(effectiveness.verifierId()));
  }

  /** The person that {@code actor} is; nobody for a machine. */
  private static Stream<UUID> people(String actor) {
    try {
      return Stream.of(UUID.fromString(actor));
    } catch (IllegalArgumentException machine) {
      return Stream.empty();
    }
  }

  private void know(Recurrence known) {
    recurrence = known;
    recurred = !known.valid().isEmpty();
  }

  /** Re-opening leads to planning, as what does not work; upholding closes again: the recurrence has another cause. */
  NonconformityEvent judgeRecurrence(boolean reopen, String reason, UUID by, Instant now) {
    state.refuseUnlessAllowed(NonconformityCommand.RECURRENCE);
    var cases = casesToDecide();
    if (reopen) {
      effectiveness = new EffectivenessCheck(false, by, reason, now);
      state = NonconformityState.PLANNING;
      know(recurrence.begunAnew());
    } else {
      refuseUnlessIndependent(by);
      if (effectiveness != null && by.equals(effectiveness.verifierId())) {
        throw new Refusal.FourEyes("Who found it effective does not uphold that against a recurrence.");
      }
      state = NonconformityState.CLOSED;
      know(recurrence.upheld());
    }
    return new NonconformityEvent.RecurrenceJudged(by, reopen, cases);
  }

  /** Those of what contradicts it; where all of that turned out to be none, of the last one. */
  private List<UUID> casesToDecide() {
    var contradicting = recurrence.contradicting();
    var decisive = contradicting.isEmpty() ? List.of(recurrence.happenings().getLast()) : contradicting;
    return decisive.stream().map(Happening::caseId).distinct().toList();
  }

  /** Nobody checks their own remedy, in this round or an earlier one. */
  private void refuseUnlessIndependent(UUID verifier) {
    var part = partOf(verifier);
    if (part != null) {
      throw new Refusal.FourEyes(part);
    }
  }

  /** Why the person doesn't check the remedy; null for one without a part in it. */
  private @Nullable String partOf(UUID person) {
    if (person.equals(ownerId)) {
      return "The owner of a nonconformity does not verify its effectiveness.";
    }
    if (correction != null && person.equals(correction.by())) {
      return "Who recorded the correction does not verify effectiveness.";
    }
    if (rootCause != null && rootCause.involves(person)) {
      return "Who determined a root cause does not verify effectiveness.";
    }
    return correctiveActions.involve(person)
        ? "Who proposed, planned, owned or completed a corrective action does not verify its effectiveness."
        : null;
  }

  /** What an origin contributes: its case, if it is an incident, and the AI system concerned, if there is one. */
  record Context(@Nullable UUID caseId, @Nullable UUID systemId) {}

  @Override
  protected String aggregateType() {
    return "nonconformity";
  }

  String reference() {
    return reference;
  }

  String title() {
    return title;
  }

  String statement() {
    return statement;
  }

  OriginKind originKind() {
    return originKind;
  }

  @Nullable
  UUID originId() {
    return originId;
  }

  @Nullable
  UUID systemId() {
    return systemId;
  }

  @Nullable
  UUID caseId() {
    return caseId;
  }

  List<String> nodes() {
    return nodes;
  }

  Grade grade() {
    return grade;
  }

  UUID ownerId() {
    return ownerId;
  }

  UUID raisedBy() {
    return raisedBy;
  }

  NonconformityState state() {
    return state;
  }

  @Nullable
  Correction correction() {
    return correction;
  }

  @Nullable
  RootCause rootCause() {
    return rootCause;
  }

  List<CorrectiveAction> correctiveActions() {
    return correctiveActions.all();
  }

  @Nullable
  EffectivenessCheck effectiveness() {
    return effectiveness;
  }

  Recurrence recurrence() {
    return recurrence;
  }
}
