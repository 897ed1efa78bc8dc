package io.aims.incident.clocks;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonInclude;

import io.aims.incident.duty.Addressee;
import io.aims.incident.duty.ReportKind;
import io.aims.platform.event.DomainEvent;
import io.aims.platform.event.EventType;

/** What can happen to a clock, as others learn of it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
sealed interface ClockEvent extends DomainEvent {

  /** The source of a rule may be a contract, which the organisation names in its own words. */
  @EventType("aims.incident.clock.started.v1")
  record Started(UUID incidentId, UUID decisionId, String ruleId, String pack, String family, String jurisdiction,
      Addressee addressee, boolean binding, boolean evidenceHold, Instant startsAt, Instant dueAt,
      @Nullable Instant promptFrom, @Nullable UUID replaces, Map<String, String> texts) implements ClockEvent {}

  /** {@code part} of the period is over. */
  @EventType("aims.incident.clock.due-soon.v1")
  record DueSoon(UUID incidentId, String ruleId, String jurisdiction, boolean binding, BigDecimal part,
      Instant dueAt)
      implements
        ClockEvent {}

  @EventType("aims.incident.clock.overdue.v1")
  record Overdue(UUID incidentId, String ruleId, String jurisdiction, boolean binding,
      Instant dueAt) implements ClockEvent {}

  @EventType("aims.incident.clock.paused.v1")
  record Paused(UUID incidentId, String ruleId) implements ClockEvent {}

  @EventType("aims.incident.clock.resumed.v1")
  record Resumed(UUID incidentId, String ruleId, Instant dueAt) implements ClockEvent {}

  /** Ended without a report: by a person, or by the {@code decisionId} whose facts no longer ask for one. */
  @EventType("aims.incident.clock.stopped.v1")
  record Stopped(UUID incidentId, String ruleId, @Nullable UUID decisionId) implements ClockEvent {}

  @EventType("aims.incident.clock.met.v1")
  record Met(UUID incidentId, String ruleId, UUID reportId, ReportKind kind, Instant submittedAt,
      boolean late) implements ClockEvent {}

  @EventType("aims.incident.clock.superseded.v1")
  record Superseded(UUID incidentId, String ruleId, UUID supersededBy, UUID decisionId) implements ClockEvent {}
}
