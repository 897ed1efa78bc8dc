package io.aims.incident.incident;

import java.time.Clock;
import java.util.Collection;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.aims.incident.counting.IncidentKeys;
import io.aims.incident.escalation.Escalations;
import io.aims.incident.timeline.Timeline;
import io.aims.platform.event.Cause;
import io.aims.platform.event.EventLog;
import io.smallrye.mutiny.Uni;

/**
 * Records what an incident has decided, with all that goes with it: its event, its line in the timeline, its keys,
 * who is told if nobody cares for it.
 */
@ApplicationScoped
class IncidentLog {
  /** What this service does by itself, as part of the incident's case. */
  static final Cause OWN = Cause.of("incident-service");
  private final EventLog eventLog;
  private final Timeline timeline;
  private final IncidentKeys keys;
  private final Escalations escalations;
  private final IncidentCalls calls;
  private final Clock clock;

  IncidentLog(EventLog eventLog, Timeline timeline, IncidentKeys keys, Escalations escalations,
      IncidentCalls calls, Clock clock) {
    this.eventLog = eventLog;
    this.timeline = timeline;
    this.keys = keys;
    this.escalations = escalations;
    this.calls = calls;
    this.clock = clock;
  }

  /** A new incident takes its keys; fails with {@link IncidentKeys#taken} when another one has them. */
  Uni<Incident> open(Incident incident, IncidentEvent opened, Collection<String> itsKeys, Cause cause) {
    return record(incident, opened, cause).call(() -> keys.claim(incident.tenant(), incident.id(), itsKeys));
  }

  /** A new incident takes keys that nobody else but the one of which it was a part may hold. */
  Uni<Incident> split(Incident part, IncidentEvent opened, UUID from, Collection<String> itsKeys, Cause cause) {
    return record(part, opened, cause).call(() -> keys.splitOff(part.tenant(), from, part.id(), itsKeys));
  }

  /** One that is no longer open lets go of its keys, unless a merge has handed them over before. */
  Uni<Incident> record(Incident incident, IncidentEvent event, Cause cause) {
    return eventLog.record(incident, event, cause.inCase(incident.caseId()))
        .call(() -> step(incident, event, cause))
        .call(() -> escalate(incident, event))
        .call(() -> calls.follow(incident, event, cause))
        .call(() -> incident.open() ? Uni.createFrom().voidItem() : keys.release(incident.tenant(), incident.id()));
  }

  /** Escalation is planned when it begins to wait or is judged anew, and ends when somebody takes care of it. */
  private Uni<Void> escalate(Incident incident, IncidentEvent event) {
    if (!incident.waits()) {
      return escalations.stop(incident.tenant(), incident.id());
    }
    return event.plansEscalation()
        ? escalations.plan(incident.tenant(), incident.id(), incident.severity(), incident.escalations(),
            incident.waitingSince())
        : Uni.createFrom().voidItem();
  }

  private Uni<Void> step(Incident incident, IncidentEvent event, Cause cause) {
    var kind = event.step();
    if (kind == null) {
      return Uni.createFrom().voidItem();
    }
    var occurredAt = event.occurredAt();
    return timeline.step(incident.tenant(), incident.id(), kind, occurredAt == null ? clock.instant() : occurredAt,
        cause.actor());
  }
}
