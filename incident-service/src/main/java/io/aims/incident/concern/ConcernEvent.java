package io.aims.incident.concern;

import java.time.LocalDate;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;

import io.aims.platform.event.DomainEvent;
import io.aims.platform.event.EventType;

/**
 * What can happen to a concern, as others learn of it: that there is one and how it goes, and nothing by which those
 * whom it is about could tell that it is this one. Neither system nor people nor what it is linked to are named; what
 * it is about, how urgent it is and what came of it are commitments.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
sealed interface ConcernEvent extends DomainEvent {

  @EventType("aims.incident.concern.received.v1")
  record Received(boolean anonymous, LocalDate receivedOn, LocalDate acknowledgeBy, LocalDate feedbackBy,
      Map<String, String> texts)
      implements
        ConcernEvent {}

  @EventType("aims.incident.concern.acknowledged.v1")
  record Acknowledged(boolean late, LocalDate feedbackBy, Map<String, String> texts) implements ConcernEvent {}

  @EventType("aims.incident.concern.assessed.v1")
  record Assessed(Map<String, String> texts) implements ConcernEvent {}

  @EventType("aims.incident.concern.handling-begun.v1")
  record HandlingBegun(Map<String, String> texts) implements ConcernEvent {}

  /** {@code number} counts the messages of the concern. */
  @EventType("aims.incident.concern.message-added.v1")
  record MessageAdded(int number, ConcernMessage.Author author, boolean feedback, Map<String, String> texts)
      implements
        ConcernEvent {}

  @EventType("aims.incident.concern.linked.v1")
  record Linked(Links.Kind kind) implements ConcernEvent {}

  @EventType("aims.incident.concern.person-excluded.v1")
  record PersonExcluded() implements ConcernEvent {}

  @EventType("aims.incident.concern.retaliation-looked-at.v1")
  record RetaliationLookedAt(Map<String, String> texts) implements ConcernEvent {}

  @EventType("aims.incident.concern.closed.v1")
  record Closed(boolean late, Map<String, String> texts) implements ConcernEvent {}

  @EventType("aims.incident.concern.overdue.v1")
  record Overdue(Deadlines.Duty duty, LocalDate dueOn) implements ConcernEvent {}
}
