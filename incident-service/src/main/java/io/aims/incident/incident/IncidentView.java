package io.aims.incident.incident;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonInclude;

import io.aims.incident.nonconformity.Nonconformity;
import io.aims.incident.signal.Kind;
import io.aims.incident.signal.Severity;
import io.quarkus.hibernate.reactive.panache.common.ProjectedFieldName;

/** An incident as the API shows it: with what can be done next, its signals (at most 100) and what came of it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record IncidentView(UUID id, String reference, int version, UUID systemId, Kind kind, Severity severity,
    IncidentState state, Set<String> allowed, boolean open, UUID caseId, UUID hookSourceId, UUID signalId,
    Instant startedAt, Instant openedAt, Instant changedAt, @Nullable UUID commanderId,
    @Nullable Containment containment, @Nullable Boolean correctiveActionRequired, List<CountedSignal.View> signals,
    List<Nonconformity> nonconformities) {

  static IncidentView of(Incident i, List<CountedSignal.View> signals, List<Nonconformity> nonconformities) {
    return new IncidentView(i.id(), i.reference(), i.version(), i.systemId(), i.kind(), i.severity(), i.state(),
        new TreeSet<>(IncidentCommand.words(i.state().allowed())), i.open(), i.caseId(), i.hookSourceId(),
        i.signalId(), i.startedAt(), i.createdAt(), i.changedAt(), i.commanderId(), i.containment(),
        i.correctiveActionRequired(), signals, nonconformities);
  }

  /** An incident in a list. */
  record Summary(UUID id, String reference, UUID systemId, Kind kind, Severity severity, IncidentState state,
      UUID caseId, @ProjectedFieldName("createdAt") Instant openedAt, int version, Instant changedAt) {}
}
