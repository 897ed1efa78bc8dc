package io.aims.incident.monitoring;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonInclude;

/** A round as the API shows it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record RoundView(UUID id, int version, UUID planId, UUID systemId, int number, int revision,
    MonitoringRound.State state, Content asked, LocalDate dueOn, boolean overdue, @Nullable Findings findings,
    @Nullable UUID incidentId, Instant openedAt) {

  static RoundView of(MonitoringRound r, Instant now) {
    return new RoundView(r.id(), r.version(), r.planId(), r.systemId(), r.number(), r.revision(), r.state(), r.asked(),
        r.dueOn(), r.overdue(now), r.findings(), r.incidentId(), r.createdAt());
  }

  /** A round in a list. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Summary(UUID id, UUID systemId, int number, MonitoringRound.State state, LocalDate dueOn,
      @Nullable UUID incidentId, int version) {}
}
