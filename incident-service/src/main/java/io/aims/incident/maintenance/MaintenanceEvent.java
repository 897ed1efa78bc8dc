package io.aims.incident.maintenance;

import java.time.Instant;
import java.util.UUID;

import io.aims.platform.event.DomainEvent;
import io.aims.platform.event.EventType;

/** What can happen to a maintenance window. */
sealed interface MaintenanceEvent extends DomainEvent {

  @EventType("aims.incident.maintenance-window.scheduled.v1")
  record Scheduled(UUID systemId, Instant startsAt, Instant endsAt) implements MaintenanceEvent {}

  /** It ends at {@code endsAt}, earlier than announced. */
  @EventType("aims.incident.maintenance-window.ended.v1")
  record Ended(Instant endsAt) implements MaintenanceEvent {}
}
