package io.aims.incident.watch;

import java.util.UUID;

import io.aims.platform.event.DomainEvent;
import io.aims.platform.event.EventType;

/** What can happen to the rules of a source. */
sealed interface SignalRulesEvent extends DomainEvent {

  @EventType("aims.incident.signal-rules.changed.v1")
  record Changed(UUID sourceId, int holdDownSeconds, int flapsAt, int calmAt, int flapWindowSeconds)
      implements
        SignalRulesEvent {}
}
