package io.aims.incident.incident;

import java.time.Instant;
import java.util.UUID;

import io.aims.incident.signal.Kind;
import io.aims.incident.signal.Severity;

/** What other features need to know of an incident. */
public record IncidentFacts(UUID id, String reference, UUID caseId, UUID systemId, Kind kind, Severity severity,
    String state, Instant startedAt, Instant openedAt) {

  static IncidentFacts of(Incident i) {
    return new IncidentFacts(i.id(), i.reference(), i.caseId(), i.systemId(), i.kind(), i.severity(), i.state().name(),
        i.startedAt(), i.createdAt());
  }

  /** Whether it is not over, be it by itself or as part of another incident. */
  public boolean open() {
    return IncidentState.valueOf(state).open();
  }
}
