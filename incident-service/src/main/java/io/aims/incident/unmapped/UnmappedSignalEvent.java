package io.aims.incident.unmapped;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonInclude;

import io.aims.incident.mapping.Placement;
import io.aims.incident.signal.Kind;
import io.aims.incident.signal.Severity;
import io.aims.platform.event.DomainEvent;
import io.aims.platform.event.EventType;

/** What can happen to a signal of which nobody knew the system. */
@JsonInclude(JsonInclude.Include.NON_NULL)
sealed interface UnmappedSignalEvent extends DomainEvent {

  /**
   * It waits for somebody who knows; told once however often it comes.
   *
   * @param systemRef what the monitor calls the system
   */
  @EventType("aims.incident.signal.unmapped.v1")
  record Unmapped(UUID sourceId, String signalKey, Kind kind, Severity severity, @Nullable String systemRef,
      @Nullable String modelRef, UUID deliveryId) implements UnmappedSignalEvent {}

  /** A person has said which system it is about. */
  @EventType("aims.incident.signal.assigned.v1")
  record Assigned(UUID systemId) implements UnmappedSignalEvent {}

  /** What has waited counts for its system. */
  @EventType("aims.incident.signal.mapped.v1")
  record Mapped(UUID systemId, Placement.By by, long firing, long resolved, long deliveries)
      implements
        UnmappedSignalEvent {}

  /** A person has found it of no interest; the numbers say what was not counted for any system. */
  @EventType("aims.incident.signal.dismissed.v1")
  record Dismissed(long firing, long resolved, long deliveries) implements UnmappedSignalEvent {}
}
