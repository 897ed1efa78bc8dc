package io.aims.incident.incident;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonInclude;

import io.aims.incident.signal.Kind;
import io.aims.incident.signal.Severity;
import io.aims.platform.event.DomainEvent;
import io.aims.platform.event.EventType;

/** What can happen to an incident, as others learn of it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
sealed interface IncidentEvent extends DomainEvent {

  @EventType("aims.incident.incident.opened.v1")
  record Opened(String reference, UUID systemId, Kind kind, Severity severity, UUID hookSourceId, UUID signalId,
      UUID deliveryId, @Nullable String metric, @Nullable Double value, @Nullable Double threshold,
      @Nullable String modelRef, Instant startedAt) implements IncidentEvent {}

  @EventType("aims.incident.incident.triaged.v1")
  record Triaged(Severity severity, UUID commanderId) implements IncidentEvent {}

  @EventType("aims.incident.incident.contained.v1")
  record Contained(Containment containment) implements IncidentEvent {}

  @EventType("aims.incident.incident.resolved.v1")
  record Resolved() implements IncidentEvent {}

  @EventType("aims.incident.incident.reviewed.v1")
  record Reviewed(boolean correctiveActionRequired, Map<String, String> texts) implements IncidentEvent {
    static Reviewed of(boolean correctiveActionRequired, String contributingCauses, String lessons) {
      return new Reviewed(correctiveActionRequired,
          Map.of("contributingCauses", contributingCauses, "lessons", lessons));
    }
  }

  @EventType("aims.incident.incident.closed.v1")
  record Closed() implements IncidentEvent {}

  @EventType("aims.incident.incident.dismissed.v1")
  record Dismissed() implements IncidentEvent {}
}
