package io.aims.incident.incident;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonInclude;

import io.aims.incident.containment.Containment;
import io.aims.incident.counting.ReportedBy;
import io.aims.incident.escalation.Addressee;
import io.aims.incident.link.LinkedTo;
import io.aims.incident.relation.Relation;
import io.aims.incident.review.CauseType;
import io.aims.incident.review.Findings;
import io.aims.incident.severity.Causality;
import io.aims.incident.severity.HarmLevel;
import io.aims.incident.severity.HarmType;
import io.aims.incident.severity.Judgement;
import io.aims.incident.severity.Occurrence;
import io.aims.incident.severity.Reach;
import io.aims.incident.severity.Term;
import io.aims.incident.signal.Kind;
import io.aims.incident.signal.Severity;
import io.aims.incident.timeline.EntryKind;
import io.aims.platform.event.DomainEvent;
import io.aims.platform.event.EventType;

/** What can happen to an incident, as others learn of it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
sealed interface IncidentEvent extends DomainEvent {

  /** When it happened, where that is not when it was decided. */
  default @Nullable Instant occurredAt() {
    return null;
  }

  /** The line that it is in the timeline; null when it is none, or names more than the event's time. */
  default @Nullable EntryKind step() {
    return switch (this) {
      case Opened opened -> EntryKind.DETECTED;
      case Acknowledged acknowledged -> EntryKind.ACKNOWLEDGED;
      case Contained contained -> EntryKind.CONTAINED;
      case Resolved resolved -> EntryKind.RESOLVED;
      case Reviewed reviewed -> EntryKind.REVIEWED;
      case Closed closed -> EntryKind.CLOSED;
      case Dismissed dismissed -> EntryKind.DISMISSED;
      case Merged merged -> EntryKind.MERGED;
      case Escalated escalated -> EntryKind.ESCALATED;
      case Reopened reopened -> EntryKind.REOPENED;
      case Triaged triaged -> triaged.acknowledging() ? EntryKind.ACKNOWLEDGED : null;
      case Relapsed relapsed -> null;
      case Worsened worsened -> null;
      case Assessed assessed -> null;
      case RoleAssigned assigned -> null;
      case EvidenceHeld held -> null;
      case EvidenceReleased released -> null;
      case Absorbed absorbed -> null;
      case SplitOff split -> null;
      case Related related -> null;
      case Linked linked -> null;
      case Unlinked unlinked -> null;
    };
  }

  /** Whether the next step of escalation follows from it, as long as nobody has acknowledged the incident. */
  default boolean plansEscalation() {
    return switch (this) {
      case Opened opened -> true;
      case Reopened reopened -> true;
      case Relapsed relapsed -> true;
      case Worsened worsened -> true;
      case Assessed assessed -> true;
      case Escalated escalated -> true;
      default -> false;
    };
  }

  /**
   * Comes of a signal, or of what people were told: then somebody has {@code reportedBy}, and there is no source, signal or
   * delivery.
   *
   * @param monitoringRoundId the round of a monitoring plan that has found it
   * @param detectedAt when a monitor's statement was heard, or the organisation was told; the system was wrong since
   *   {@code startedAt}
   * @param recurrenceOf the incident that had been closed not long before: of the same system and kind, or what one of those
   *   had gone on as
   * @param splitFrom the incident of which it was a part before
   */
  @EventType("aims.incident.incident.opened.v1")
  record Opened(String reference, UUID systemId, Kind kind, Severity severity, @Nullable UUID hookSourceId,
      @Nullable UUID signalId, @Nullable UUID deliveryId, @Nullable String metric, @Nullable Double value,
      @Nullable Double threshold, @Nullable String modelRef, @Nullable ReportedBy reportedBy,
      @Nullable UUID monitoringRoundId, Instant startedAt, Instant detectedAt, @Nullable UUID recurrenceOf,
      @Nullable UUID splitFrom, Map<String, String> texts) implements IncidentEvent {
    @Override
    public Instant occurredAt() {
      return detectedAt;
    }
  }

  @EventType("aims.incident.incident.acknowledged.v1")
  record Acknowledged() implements IncidentEvent {}

  /** @param acknowledging whether nobody had acknowledged it before */
  @EventType("aims.incident.incident.triaged.v1")
  record Triaged(Severity severity, UUID commanderId, boolean acknowledging) implements IncidentEvent {}

  /**
   * @param killSwitchUsed whether the incident has been contained that way until then
   * @param rollbackUsed the same
   */
  @EventType("aims.incident.incident.assessed.v1")
  record Assessed(Severity severity, boolean overridden, Severity decided, String rule, int matrixVersion, Term term,
      Set<HarmType> harmTypes, HarmLevel harm, Occurrence occurrence, Reach reach, long personsAffected,
      long vulnerableAffected, Causality causality, boolean killSwitchUsed, boolean rollbackUsed)
      implements
        IncidentEvent {
    static Assessed of(Judgement judgement, Set<Containment> used) {
      var facts = judgement.facts();
      var verdict = judgement.verdict();
      return new Assessed(judgement.severity(), judgement.overridden(), verdict.severity(), verdict.rule(),
          verdict.matrixVersion(), verdict.term(), facts.harmTypes(), facts.harm(), facts.occurrence(),
          verdict.reach(), facts.personsAffected(), facts.vulnerableAffected(), facts.causality(),
          used.contains(Containment.KILL_SWITCH), used.contains(Containment.ROLLBACK));
    }
  }

  /** @param previousId who hands over; null when nobody had the role */
  @EventType("aims.incident.incident.role-assigned.v1")
  record RoleAssigned(ResponseRole role, UUID personId, @Nullable UUID previousId) implements IncidentEvent {}

  /**
   * What stopped the harm, or was done against it after that.
   *
   * @param altersSystem whether the system is no longer what it was when it did harm
   * @param evidencePreserved whether the system as it was had been secured before it was altered; null if not altered
   */
  @EventType("aims.incident.incident.contained.v1")
  record Contained(Containment containment, @Nullable Instant occurredAt, boolean altersSystem,
      @Nullable Boolean evidencePreserved) implements IncidentEvent {}

  @EventType("aims.incident.incident.resolved.v1")
  record Resolved(@Nullable Instant occurredAt) implements IncidentEvent {}

  /** @param learned whether it names a lesson, or says why there is none */
  @EventType("aims.incident.incident.reviewed.v1")
  record Reviewed(boolean correctiveActionRequired, Set<CauseType> causeTypes, boolean learned, int decisions,
      Map<String, String> texts) implements IncidentEvent {
    static Reviewed of(Findings findings) {
      return new Reviewed(findings.correctiveActionRequired(), findings.causeTypes(), findings.learned(),
          findings.decisions().size(), findings.texts());
    }
  }

  @EventType("aims.incident.incident.closed.v1")
  record Closed() implements IncidentEvent {}

  @EventType("aims.incident.incident.dismissed.v1")
  record Dismissed() implements IncidentEvent {}

  /** @param clockId the clock of the authority for whom it is held; null when a person decided so */
  @EventType("aims.incident.incident.evidence-held.v1")
  record EvidenceHeld(@Nullable UUID clockId) implements IncidentEvent {}

  @EventType("aims.incident.incident.evidence-released.v1")
  record EvidenceReleased() implements IncidentEvent {}

  /** It goes on as part of {@code into}, which takes its signals from now on. */
  @EventType("aims.incident.incident.merged.v1")
  record Merged(UUID into) implements IncidentEvent {}

  /** It goes on for {@code incidentId}, which was of that system and kind, as well. */
  @EventType("aims.incident.incident.absorbed.v1")
  record Absorbed(UUID incidentId, UUID systemId, Kind kind) implements IncidentEvent {}

  /** Some of its signals are an incident of their own from now on. */
  @EventType("aims.incident.incident.split.v1")
  record SplitOff(UUID into, List<UUID> signalIds) implements IncidentEvent {}

  @EventType("aims.incident.incident.related.v1")
  record Related(UUID incidentId, Relation relation) implements IncidentEvent {}

  /**
   * A person says what it has to do with.
   *
   * @param target of a risk its id, of a control its id in Annex A, of a supplier its name
   * @param kind what the incident is about, as its {@code severity}
   */
  @EventType("aims.incident.incident.linked.v1")
  record Linked(UUID linkId, LinkedTo to, String target, UUID systemId, Kind kind, Severity severity)
      implements
        IncidentEvent {}

  @EventType("aims.incident.incident.unlinked.v1")
  record Unlinked(UUID linkId, LinkedTo to, String target, UUID systemId, Kind kind) implements IncidentEvent {}

  /**
   * @param absorbedKinds what the incidents were about for which it goes on again as well
   * @param linkedRisks the risks that people have linked it, or one of those, to
   */
  @EventType("aims.incident.incident.reopened.v1")
  record Reopened(IncidentState state, UUID systemId, Kind kind, Severity severity, Set<Kind> absorbedKinds,
      Set<UUID> linkedRisks)
      implements
        IncidentEvent {}

  /**
   * Signals of it fire anew although people had found it over.
   *
   * @param from where it stood
   * @param linkedRisks the risks that people have linked it, or what it has taken in, to
   * @param signalIds those signals, as it or what it has taken in has counted them; at most 20 of them
   * @param signals how many these are in all
   */
  @EventType("aims.incident.incident.relapsed.v1")
  record Relapsed(IncidentState from, UUID systemId, Kind kind, Severity severity, Set<UUID> linkedRisks,
      List<UUID> signalIds, int signals)
      implements
        IncidentEvent {}

  /**
   * Signals of it are worse than any before.
   *
   * @param signalled the worst that has been heard of its signals in its present life
   * @param severity how bad the incident is from now on: the same, unless people have judged it
   * @param signalIds those signals, as it or what it has taken in has counted them; at most 20 of them. None when it has
   *   taken in an incident that is worse
   * @param signals how many these are in all
   */
  @EventType("aims.incident.incident.worsened.v1")
  record Worsened(Severity signalled, Severity severity, List<UUID> signalIds, int signals) implements IncidentEvent {}

  /**
   * Nobody has acknowledged it in time.
   *
   * @param number the step of the organisation's policy, counted from 1
   * @param told who is told at once; empty when nobody is named
   * @param dueAt when it was due
   */
  @EventType("aims.incident.incident.escalated.v1")
  record Escalated(int number, Addressee addressee, @Nullable UUID personId, List<UUID> told, Severity severity,
      Instant dueAt)
      implements
        IncidentEvent {}
}
