package io.aims.incident.timeline;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonInclude;

import io.aims.platform.event.DomainEvent;
import io.aims.platform.event.EventType;

/** What is told of a timeline: what people write into it. Its other entries are told by the incident's own events. */
@JsonInclude(JsonInclude.Include.NON_NULL)
sealed interface TimelineEvent extends DomainEvent {

  @EventType("aims.incident.timeline-entry.recorded.v1")
  record Recorded(UUID incidentId, EntryKind kind, Instant occurredAt, @Nullable UUID supersedes,
      Map<String, String> texts) implements TimelineEvent {}
}
