package io.aims.incident.monitoring;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonInclude;

import io.aims.platform.event.DomainEvent;
import io.aims.platform.event.EventType;

/** What can happen to a round, as others learn of it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
sealed interface RoundEvent extends DomainEvent {

  @EventType("aims.incident.monitoring-round.opened.v1")
  record Opened(UUID planId, UUID systemId, int number, int revision, LocalDate dueOn,
      UUID responsibleId) implements RoundEvent {}

  /** {@code breached} names the metrics that are beyond their threshold. */
  @EventType("aims.incident.monitoring-round.completed.v1")
  record Completed(UUID planId, UUID systemId, int number, Findings.Conclusion conclusion, List<String> breached,
      boolean late, @Nullable UUID incidentId, Map<String, String> texts) implements RoundEvent {}

  @EventType("aims.incident.monitoring-round.linked.v1")
  record Linked(UUID planId, UUID systemId, UUID incidentId) implements RoundEvent {}

  @EventType("aims.incident.monitoring-round.overdue.v1")
  record Overdue(UUID planId, UUID systemId, int number, LocalDate dueOn, UUID responsibleId) implements RoundEvent {}
}
