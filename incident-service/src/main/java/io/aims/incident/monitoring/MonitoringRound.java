package io.aims.incident.monitoring;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

import io.aims.platform.event.Aggregate;
import io.aims.platform.refusal.Refusal;

/** One time that a plan's questions are asked; it keeps the questions as they were then. */
@Entity
class MonitoringRound extends Aggregate {
  private UUID planId;
  private UUID systemId;
  private int number;
  private int revision;
  @JdbcTypeCode(SqlTypes.JSON)
  private Content asked;
  @Enumerated(EnumType.STRING)
  private State state;
  private LocalDate dueOn;
  @JdbcTypeCode(SqlTypes.JSON)
  private @Nullable Findings findings;
  private @Nullable UUID incidentId;
  private @Nullable Instant nextAt;
  private int failures;

  /** Whether it waits for its findings. */
  @Schema(name = "RoundState")
  enum State {
    OPEN, COMPLETED
  }

  protected MonitoringRound() {}

  private MonitoringRound(UUID id, MonitoringPlan plan, Approval approval, int number, Instant now) {
    super(id, plan.tenant(), now);
    this.planId = plan.id();
    this.systemId = plan.systemId();
    this.number = number;
    this.revision = approval.revision();
    this.asked = approval.content();
    this.state = State.OPEN;
    this.dueOn = LocalDate.ofInstant(now, ZoneOffset.UTC).plusDays(asked.cadence().answerWithinDays());
    this.nextAt = overdueAt();
  }

  static MonitoringRound open(UUID id, MonitoringPlan plan, Approval approval, int number, Instant now) {
    return new MonitoringRound(id, plan, approval, number, now);
  }

  RoundEvent opened() {
    return new RoundEvent.Opened(planId, systemId, number, revision, dueOn, asked.responsibleId());
  }

  /** Records what was found, once; what it leads to can be linked before, then or later. */
  RoundEvent complete(Findings found, @Nullable UUID incident) {
    if (state == State.COMPLETED) {
      throw new Refusal.NotAllowedNow("findings", state.name(),
          incidentId == null ? Set.of("incident", "incident-opening") : Set.of());
    }
    if (incident != null && !incident.equals(incidentId)) {
      requireNoIncident();
    }
    var named = incidentNamedWith(incident);
    findings = found.check(named != null);
    incidentId = named;
    state = State.COMPLETED;
    nextAt = null;
    return new RoundEvent.Completed(planId, systemId, number, found.conclusion(), found.breached(),
        !found.foundAt().isBefore(overdueAt()), incidentId, found.texts());
  }

  /** The incident that was opened because of what was found, be it before all questions are answered. */
  RoundEvent link(UUID incident) {
    requireNoIncident();
    incidentId = incident;
    return new RoundEvent.Linked(planId, systemId, incident);
  }

  /** The one that it leads to when {@code incident} is named with its findings. */
  @Nullable
  UUID incidentNamedWith(@Nullable UUID incident) {
    return incident == null ? incidentId : incident;
  }

  /** Refuses when it has led to one. */
  void requireNoIncident() {
    if (incidentId != null) {
      throw new Refusal.Taken("This round has led to an incident already.");
    }
  }

  /** Says once that it is late. */
  Optional<RoundEvent> ring(Instant now) {
    if (nextAt == null || now.isBefore(nextAt)) {
      return Optional.empty();
    }
    nextAt = null;
    failures = 0;
    return Optional.of(new RoundEvent.Overdue(planId, systemId, number, dueOn, asked.responsibleId()));
  }

  /** The first instant that is too late. */
  private Instant overdueAt() {
    return dueOn.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  boolean overdue(Instant now) {
    return state == State.OPEN && !now.isBefore(overdueAt());
  }

  @Override
  protected String aggregateType() {
    return "monitoring-round";
  }

  UUID planId() {
    return planId;
  }

  UUID systemId() {
    return systemId;
  }

  UUID responsibleId() {
    return asked.responsibleId();
  }

  int number() {
    return number;
  }

  int revision() {
    return revision;
  }

  Content asked() {
    return asked;
  }

  State state() {
    return state;
  }

  LocalDate dueOn() {
    return dueOn;
  }

  @Nullable
  Findings findings() {
    return findings;
  }

  @Nullable
  UUID incidentId() {
    return incidentId;
  }
}
