package io.aims.incident.watch;

import java.time.Instant;
import java.util.UUID;

import io.aims.platform.event.DomainEvent;
import io.aims.platform.event.EventType;

/** What can happen to a snooze. */
sealed interface SnoozeEvent extends DomainEvent {

  @EventType("aims.incident.signal.snoozed.v1")
  record Snoozed(UUID signalId, Instant until) implements SnoozeEvent {}

  /** People want to hear of the signal again, earlier than they had said. */
  @EventType("aims.incident.signal.snooze-ended.v1")
  record Ended(UUID signalId) implements SnoozeEvent {}
}
