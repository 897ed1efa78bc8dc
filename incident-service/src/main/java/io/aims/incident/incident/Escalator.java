package io.aims.incident.incident;

import java.time.Instant;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.aims.incident.due.DueFault;
import io.aims.incident.escalation.Escalations;
import io.aims.incident.escalation.Escalations.Waiting;
import io.aims.incident.escalation.Ladder;
import io.smallrye.mutiny.Uni;

/** Takes the steps that are due for incidents that nobody has acknowledged; in the caller's transaction. */
@ApplicationScoped
public class Escalator {
  private final Escalations escalations;
  private final Incidents incidents;
  private final IncidentLog log;
  private final IncidentCalls calls;

  Escalator(Escalations escalations, Incidents incidents, IncidentLog log, IncidentCalls calls) {
    this.escalations = escalations;
    this.incidents = incidents;
    this.log = log;
    this.calls = calls;
  }

  /** Takes up to {@code limit} steps that are due at {@code now}; answers how many there were. */
  public Uni<Integer> escalate(UUID tenant, int limit, Instant now) {
    return escalations.take(tenant, limit, now)
        .chain(due -> DueFault.each(due, Waiting::incidentId, waiting -> escalate(waiting, now)));
  }

  /** What is no longer due, as the policy has changed meanwhile, is planned anew instead. */
  private Uni<Void> escalate(Waiting waiting, Instant now) {
    return incidents.findById(waiting.incidentId())
        .chain(incident -> escalations.ladder()
            .chain(ladder -> ladder.step(incident.severity(), waiting.step(), incident.waitingSince())
                .filter(due -> incident.waits() && !due.at().isAfter(now))
                .map(due -> escalate(incident, due, now))
                .orElseGet(() -> incident.waits()
                    ? escalations.plan(incident.tenant(), incident.id(), incident.severity(), waiting.step(),
                        incident.waitingSince())
                    : escalations.stop(incident.tenant(), incident.id()))));
  }

  private Uni<Void> escalate(Incident incident, Ladder.Due due, Instant now) {
    return calls.circles(incident, due, now)
        .chain(circles -> log
            .record(incident, incident.escalate(due, circles.first()), IncidentLog.OWN)
            .chain(() -> calls.escalate(incident, due, circles)));
  }
}
