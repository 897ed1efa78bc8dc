package io.aims.incident.communication;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonInclude;

import io.aims.platform.event.DomainEvent;
import io.aims.platform.event.EventType;

/** What can happen to a communication, as others learn of it; names and contents are not published. */
@JsonInclude(JsonInclude.Include.NON_NULL)
sealed interface CommunicationEvent extends DomainEvent {

  @EventType("aims.incident.communication.planned.v1")
  record Planned(String reference, UUID incidentId, Recipient.Audience audience, String legalGround,
      @Nullable String systemVersion, Instant dueAt, Map<String, String> texts) implements CommunicationEvent {}

  /** {@code supersedes} is there when it corrects what was said before. */
  @EventType("aims.incident.communication.told.v1")
  record Told(String reference, UUID incidentId, Recipient.Audience audience, String legalGround,
      @Nullable String systemVersion, Instant toldAt, io.aims.incident.communication.Told.Channel channel, UUID toldBy,
      boolean late, @Nullable UUID supersedes, Map<String, String> texts) implements CommunicationEvent {}

  @EventType("aims.incident.communication.superseded.v1")
  record Superseded(UUID incidentId, UUID supersededBy) implements CommunicationEvent {}

  @EventType("aims.incident.communication.cancelled.v1")
  record Cancelled(UUID incidentId) implements CommunicationEvent {}

  @EventType("aims.incident.communication.overdue.v1")
  record Overdue(UUID incidentId, Recipient.Audience audience, Instant dueAt) implements CommunicationEvent {}
}
