package io.aims.incident.task;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;

import org.jspecify.annotations.Nullable;

import io.aims.incident.incident.IncidentFacts;
import io.aims.platform.event.Aggregate;
import io.aims.platform.refusal.Refusal;

/** One thing that somebody is to do for an incident. */
@Entity
@Table(name = "task")
class Task extends Aggregate {
  private static final int MOST_DAYS = 3660;
  private UUID incidentId;
  private UUID caseId;
  private String title;
  private UUID ownerId;
  private @Nullable LocalDate dueOn;
  @Enumerated(EnumType.STRING)
  private TaskState state;
  private @Nullable Instant nextAt;
  private int failures;

  protected Task() {}

  private Task(UUID id, IncidentFacts incident, UUID tenant, String title, UUID ownerId, @Nullable LocalDate dueOn,
      Instant now) {
    super(id, tenant, now);
    this.incidentId = incident.id();
    this.caseId = incident.caseId();
    this.title = title;
    this.ownerId = ownerId;
    this.state = TaskState.OPEN;
    due(dueOn, now);
  }

  /** What is over asks for nothing more; what has gone on as part of another incident asks there. */
  static Task assign(UUID id, UUID tenant, IncidentFacts incident, String title, UUID ownerId,
      @Nullable LocalDate dueOn, Instant now) {
    if (!incident.open()) {
      throw new Refusal.NotAllowedNow("assigning a task", incident.state(), Set.of());
    }
    return new Task(id, incident, tenant, title, ownerId, dueOn, now);
  }

  TaskEvent assigned() {
    return new TaskEvent.Assigned(incidentId, ownerId, dueOn, Map.of("title", title));
  }

  /** Gives it to somebody, until when; whoever had it hands over. */
  TaskEvent reassign(UUID ownerId, @Nullable LocalDate dueOn, Instant now) {
    require("assignment");
    this.ownerId = ownerId;
    if (!Objects.equals(dueOn, this.dueOn)) {
      due(dueOn, now);
    }
    return assigned();
  }

  private void due(@Nullable LocalDate day, Instant now) {
    if (day != null && Math.abs(ChronoUnit.DAYS.between(today(now), day)) > MOST_DAYS) {
      throw new Refusal.Invalid("dueOn", "must be a day within ten years from now");
    }
    dueOn = day;
    nextAt = day == null ? null : day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  /** Says once that it should have been done. */
  Optional<TaskEvent> ring(Instant now) {
    if (nextAt == null || now.isBefore(nextAt)) {
      return Optional.empty();
    }
    nextAt = null;
    failures = 0;
    return Optional.of(new TaskEvent.Overdue(incidentId, ownerId, Objects.requireNonNull(dueOn)));
  }

  /** The day on which it is due ends in UTC. */
  static boolean overdue(TaskState state, @Nullable LocalDate dueOn, Instant now) {
    return state == TaskState.OPEN && dueOn != null && dueOn.isBefore(today(now));
  }

  static LocalDate today(Instant now) {
    return LocalDate.ofInstant(now, ZoneOffset.UTC);
  }

  /** By its owner, or by somebody who handles incidents. */
  TaskEvent completeBy(UUID person, boolean handler) {
    require("completion");
    if (!handler && !person.equals(ownerId)) {
      throw new Refusal.Forbidden("A task is reported done by its owner or by who handles the incident.");
    }
    end(TaskState.DONE);
    return new TaskEvent.Completed(incidentId);
  }

  TaskEvent drop() {
    require("dropping");
    end(TaskState.DROPPED);
    return new TaskEvent.Dropped(incidentId);
  }

  private void end(TaskState how) {
    state = how;
    nextAt = null;
  }

  private void require(String command) {
    if (!state.allowed().contains(command)) {
      throw new Refusal.NotAllowedNow(command, state.name(), state.allowed());
    }
  }

  @Override
  protected String aggregateType() {
    return "task";
  }

  UUID incidentId() {
    return incidentId;
  }

  UUID caseId() {
    return caseId;
  }

  String title() {
    return title;
  }

  UUID ownerId() {
    return ownerId;
  }

  @Nullable
  LocalDate dueOn() {
    return dueOn;
  }

  TaskState state() {
    return state;
  }
}
