package io.aims.incident.incident;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonInclude;

import io.aims.incident.containment.Containment;
import io.aims.incident.containment.ContainmentView;
import io.aims.incident.containment.Containments;
import io.aims.incident.counting.CountedSignalView;
import io.aims.incident.counting.ReportedBy;
import io.aims.incident.link.LinkView;
import io.aims.incident.nonconformity.Nonconformity;
import io.aims.incident.relation.Relations;
import io.aims.incident.review.Findings;
import io.aims.incident.review.ProposalView;
import io.aims.incident.severity.AssessmentView;
import io.aims.incident.signal.Kind;
import io.aims.incident.signal.Severity;
import io.aims.incident.timeline.StatusTimes;
import io.quarkus.hibernate.reactive.panache.common.ProjectedFieldName;

/**
 * An incident as the API shows it: with what can be done next, its signals and links (at most 100 each) and what came of
 * it.
 *
 * @param containments what stopped the harm and was done against it since, in all its lives
 * @param killSwitchUsed whether that was among it
 * @param rollbackUsed the same
 * @param reportedBy who has told of it, with what people wrote as title and summary; absent when a signal opened it
 * @param monitoringRoundId the round of a monitoring plan that has found it
 * @param relapses how often a signal has fired anew after people had resolved it
 * @param times when it reached each status, as its timeline says
 * @param secondsToAcknowledge from detection on; absent until acknowledged
 * @param secondsToResolve from detection on; absent until resolved
 * @param merged the incidents that it has taken in
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record IncidentView(UUID id, String reference, int version, UUID systemId, Kind kind, Severity severity,
    IncidentState state, Set<String> allowed, boolean open, boolean acknowledged, boolean evidenceHold, UUID caseId,
    @Nullable UUID hookSourceId, @Nullable UUID signalId, @Nullable ReportedBy reportedBy,
    @Nullable UUID monitoringRoundId, @Nullable String title, @Nullable String summary, Instant startedAt,
    Instant openedAt, Instant changedAt, @Nullable UUID commanderId, @Nullable UUID liaisonId, @Nullable UUID scribeId,
    List<ContainmentView> containments, boolean killSwitchUsed, boolean rollbackUsed,
    @Nullable Boolean correctiveActionRequired, @Nullable UUID mergedInto, @Nullable UUID splitFrom,
    @Nullable UUID recurrenceOf, int relapses, StatusTimes times, @Nullable Long secondsToAcknowledge,
    @Nullable Long secondsToResolve, @Nullable AssessmentView assessment, @Nullable Findings review,
    List<ProposalView> proposals, List<CountedSignalView> signals, List<Nonconformity> nonconformities,
    List<LinkView> links, List<Relations.Link> relations, List<UUID> merged) {

  static IncidentView of(Incident i, Surroundings s) {
    var used = Containments.kinds(s.containments());
    return new IncidentView(i.id(), i.reference(), i.version(), i.systemId(), i.kind(), i.severity(), i.state(),
        new TreeSet<>(i.words()), i.open(), i.acknowledged(), i.evidenceHold(), i.caseId(), i.hookSourceId(),
        i.signalId(), i.reportedBy(), i.monitoringRoundId(), i.title(), i.summary(), i.startedAt(), i.createdAt(),
        i.changedAt(), i.holder(ResponseRole.COMMANDER),
        i.holder(ResponseRole.LIAISON), i.holder(ResponseRole.SCRIBE), s.containments(),
        used.contains(Containment.KILL_SWITCH), used.contains(Containment.ROLLBACK), i.correctiveActionRequired(),
        i.mergedInto(), i.splitFrom(), i.recurrenceOf(), i.relapses(), s.times(),
        seconds(s.times().timeToAcknowledge()),
        seconds(s.times().timeToResolve()), s.assessment(), s.review(), s.proposals(), s.signals(),
        s.nonconformities(), s.links(), s.relations(), s.merged());
  }

  private static @Nullable Long seconds(@Nullable Duration duration) {
    return duration == null ? null : duration.toSeconds();
  }

  /** An incident in a list. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Summary(UUID id, String reference, UUID systemId, Kind kind, Severity severity, IncidentState state,
      @Nullable String title, UUID caseId, @ProjectedFieldName("createdAt") Instant openedAt, int version,
      Instant changedAt) {}
}
