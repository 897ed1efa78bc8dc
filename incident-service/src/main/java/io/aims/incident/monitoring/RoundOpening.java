package io.aims.incident.monitoring;

import java.time.Instant;

import jakarta.enterprise.context.ApplicationScoped;

import io.aims.platform.event.Cause;
import io.aims.platform.event.EventLog;
import io.aims.platform.time.Ids;
import io.smallrye.mutiny.Uni;

/** Puts on record that a plan asks for a round, and the round; in the caller's transaction. */
@ApplicationScoped
class RoundOpening {
  private final EventLog eventLog;
  private final RoundCalls calls;
  private final Ids ids;

  RoundOpening(EventLog eventLog, RoundCalls calls, Ids ids) {
    this.eventLog = eventLog;
    this.calls = calls;
    this.ids = ids;
  }

  /** Does nothing while no round is due. */
  Uni<Void> open(MonitoringPlan plan, Instant now, Cause cause) {
    return plan.open(ids.next(), now)
        .map(opening -> eventLog.record(plan, opening.event(), cause)
            .chain(() -> eventLog.record(opening.round(), opening.round().opened(), cause))
            .chain(() -> calls.opened(opening.round(), cause)))
        .orElseGet(() -> Uni.createFrom().voidItem());
  }
}
