package io.aims.risk.risk;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonInclude;

import io.aims.platform.event.DomainEvent;
import io.aims.platform.event.EventType;
import io.aims.risk.criteria.Level;

/**
 * What can happen to a risk, as others learn of it. While it is part of several cases, an event has the first as its
 * correlation and names the others as {@code linkedCases}.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
sealed interface RiskEvent extends DomainEvent {

  /** Somebody, or an incident, has found a risk; without a system it is one of the whole organisation. */
  @EventType("aims.risk.risk.identified.v1")
  record Identified(String reference, @Nullable UUID assessmentId, @Nullable UUID systemId, Theme theme,
      @Nullable Taxonomy taxonomy, @Nullable String taxonomyId, UUID ownerId, int revision, Map<String, String> texts)
      implements
        RiskEvent {}

  /** It was weighed; {@code incidentIds} are the incidents whose flags this cleared. */
  @EventType("aims.risk.risk.scored.v1")
  record Scored(Scores.Kind kind, int likelihood, int consequence, int score, Level level, int criteriaRevision,
      int revision, boolean clearedFlag, List<UUID> incidentIds, boolean acceptanceVoided,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<UUID> linkedCases) implements RiskEvent {}

  /** Something is to be done about it. */
  @EventType("aims.risk.risk.treatment-planned.v1")
  record TreatmentPlanned(Treatment.Option option, List<DueAction> actions, int revision, boolean acceptanceVoided,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<UUID> linkedCases,
      Map<String, String> texts) implements RiskEvent {}

  /** A step of the treatment without its words. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record DueAction(UUID actionId, LocalDate dueOn, @Nullable String control) {
    static DueAction of(Treatment.Action action) {
      return new DueAction(action.id(), action.dueOn(), action.control());
    }
  }

  /** Its owner lives with what remains of it, until {@code expiresOn}. */
  @EventType("aims.risk.risk.accepted.v1")
  record Accepted(int revision, UUID acceptedBy, Level level, int criteriaRevision, boolean beyondAppetite,
      LocalDate expiresOn, @JsonInclude(JsonInclude.Include.NON_EMPTY) List<UUID> linkedCases) implements RiskEvent {}

  /** Somebody else owns it; what the former owner accepted is void, because an acceptance is the owner's word. */
  @EventType("aims.risk.risk.handed-over.v1")
  record HandedOver(UUID from, UUID to, boolean acceptanceVoided,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<UUID> linkedCases) implements RiskEvent {}

  /** An incident touches it: what was accepted does not hold until it is scored anew. */
  @EventType("aims.risk.risk.flagged.v1")
  record Flagged(UUID incidentId, String incidentKind, String incidentSeverity, boolean acceptanceVoided)
      implements
        RiskEvent {}

  /** The incident that touched it turned out to be none; {@code stillFlaggedBy} are those whose flags stand. */
  @EventType("aims.risk.risk.flag-withdrawn.v1")
  record FlagWithdrawn(UUID incidentId, List<UUID> stillFlaggedBy) implements RiskEvent {}
}
