package io.aims.audit.nonconformity;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonInclude;

import io.aims.platform.event.DomainEvent;
import io.aims.platform.event.EventType;

/** What can happen to a nonconformity, as others learn of it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
sealed interface NonconformityEvent extends DomainEvent {

  @EventType("aims.audit.nonconformity.raised.v1")
  record Raised(String reference, OriginKind originKind, @Nullable UUID originId, @Nullable UUID systemId,
      List<String> nodes, Grade grade, Map<String, String> texts) implements NonconformityEvent {}

  @EventType("aims.audit.nonconformity.correction-recorded.v1")
  record CorrectionRecorded(Map<String, String> texts) implements NonconformityEvent {}

  @EventType("aims.audit.nonconformity.root-cause-determined.v1")
  record RootCauseDetermined(RootCauseMethod method, Map<String, String> texts) implements NonconformityEvent {}

  @EventType("aims.audit.nonconformity.corrective-action-planned.v1")
  record CorrectiveActionPlanned(UUID actionId, UUID ownerId, LocalDate dueOn, @Nullable UUID proposalId,
      Map<String, String> texts) implements NonconformityEvent {}

  @EventType("aims.audit.nonconformity.corrective-action-completed.v1")
  record CorrectiveActionCompleted(UUID actionId, Map<String, String> texts) implements NonconformityEvent {}

  @EventType("aims.audit.nonconformity.effectiveness-verified.v1")
  record EffectivenessVerified(UUID verifierId, boolean effective) implements NonconformityEvent {}

  /**
   * The incident that it comes from has happened again.
   *
   * @param incidentId the incident as which it did: a recurrence, or itself where it has relapsed
   * @param times how often by now
   * @param contradicted whether it had been found effective, so that somebody has to decide anew
   * @param linkedCases the case of the recurrence
   */
  @EventType("aims.audit.nonconformity.recurred.v1")
  record Recurred(UUID incidentId, int times, boolean contradicted, List<UUID> linkedCases)
      implements
        NonconformityEvent {}

  /**
   * What was told of as its recurrence was no incident.
   *
   * @param times how often it has happened again without it
   * @param effectiveAgain whether nothing contradicts its effectiveness any more
   * @param linkedCases the case of what was none
   */
  @EventType("aims.audit.nonconformity.recurrence-withdrawn.v1")
  record RecurrenceWithdrawn(UUID incidentId, int times, boolean effectiveAgain, List<UUID> linkedCases)
      implements
        NonconformityEvent {}

  /**
   * Somebody has decided on what contradicts its effectiveness.
   *
   * @param reopened whether it begins anew; otherwise its effectiveness is upheld
   * @param linkedCases the cases of the recurrences that were decided on
   */
  @EventType("aims.audit.nonconformity.recurrence-judged.v1")
  record RecurrenceJudged(UUID judgedBy, boolean reopened, List<UUID> linkedCases) implements NonconformityEvent {}
}
