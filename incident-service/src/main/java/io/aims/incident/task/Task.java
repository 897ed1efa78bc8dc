package io.aims.incident.task;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
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
  private UUID incidentId;
  private UUID caseId;
  private String title;
  private UUID ownerId;
  private @Nullable LocalDate dueOn;
  @Enumerated(EnumType.STRING)
  private TaskState state;

  protected Task() {}

  private Task(UUID id, IncidentFacts incident, UUID tenant, String title, UUID ownerId, @Nullable LocalDate dueOn,
      Instant now) {
    super(id, tenant, now);
    this.incidentId = incident.id();
    this.caseId = incident.caseId();
    this.title = title;
    this.ownerId = ownerId;
    this.dueOn = dueOn;
    this.state = TaskState.OPEN;
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
  TaskEvent reassign(UUID ownerId, @Nullable LocalDate dueOn) {
    require("assignment");
    this.ownerId = ownerId;
    this.dueOn = dueOn;
    return assigned();
  }

  /** By its owner, or by somebody who handles incidents. */
  TaskEvent completeBy(UUID person, boolean handler) {
    require("completion");
    if (!handler && !person.equals(ownerId)) {
      throw new Refusal.Forbidden("A task is reported done by its owner or by who handles the incident.");
    }
    state = TaskState.DONE;
    return new TaskEvent.Completed(incidentId);
  }

  TaskEvent drop() {
    require("dropping");
    state = TaskState.DROPPED;
    return new TaskEvent.Dropped(incidentId);
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
