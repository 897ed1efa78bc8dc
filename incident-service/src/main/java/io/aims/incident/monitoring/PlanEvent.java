package io.aims.incident.monitoring;

import java.time.LocalDate;
import java.util.UUID;

import io.aims.platform.event.DomainEvent;
import io.aims.platform.event.EventType;

/** What can happen to a plan, as others learn of it. */
sealed interface PlanEvent extends DomainEvent {

  @EventType("aims.incident.monitoring-plan.drafted.v1")
  record Drafted(String reference, UUID systemId, int questions, int metrics, UUID responsibleId,
      LocalDate firstOn) implements PlanEvent {}

  @EventType("aims.incident.monitoring-plan.revised.v1")
  record Revised(UUID systemId, int revision, int questions, int metrics, UUID responsibleId,
      LocalDate firstOn) implements PlanEvent {}

  @EventType("aims.incident.monitoring-plan.approved.v1")
  record Approved(UUID systemId, int revision, UUID approvedBy, LocalDate nextRoundOn) implements PlanEvent {}

  @EventType("aims.incident.monitoring-plan.round-due.v1")
  record RoundDue(UUID systemId, UUID roundId, int number, LocalDate nextRoundOn) implements PlanEvent {}

  @EventType("aims.incident.monitoring-plan.retired.v1")
  record Retired(UUID systemId) implements PlanEvent {}
}
