package io.aims.incident.notification;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;

import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

import io.aims.platform.event.Aggregate;

/** That one person is told something by mail. When it is tried next stands in its row. */
@Entity
class Notification extends Aggregate {
  private UUID callId;
  @Enumerated(EnumType.STRING)
  private Occasion occasion;
  private @Nullable UUID incidentId;
  private @Nullable UUID subjectId;
  private @Nullable UUID caseId;
  private UUID personId;
  private int circle;
  @JdbcTypeCode(SqlTypes.JSON)
  private Message message;
  @JdbcTypeCode(SqlTypes.JSON)
  private Circles circlesLeft;
  @Enumerated(EnumType.STRING)
  private NotificationState state;
  private int failures;
  @Enumerated(EnumType.STRING)
  private @Nullable Failure failure;
  private @Nullable Instant dueAt;
  private @Nullable Instant takenUntil;
  private @Nullable Instant waitingSince;
  private @Nullable Instant sentAt;

  protected Notification() {}

  private Notification(UUID id, Call call, UUID callId, @Nullable UUID caseId, UUID personId, int circle,
      Circles left, Instant now) {
    super(id, call.tenant(), now);
    this.callId = callId;
    this.occasion = call.occasion();
    this.incidentId = call.subject().incidentId();
    this.subjectId = call.subject().id();
    this.caseId = caseId;
    this.personId = personId;
    this.circle = circle;
    this.message = call.message();
    this.circlesLeft = left;
    this.state = NotificationState.WAITING;
    this.dueAt = now;
    this.waitingSince = now;
  }

  /** Tells somebody of the first circle. */
  static Notification address(UUID id, UUID callId, Call call, @Nullable UUID caseId, UUID personId, Instant now) {
    return new Notification(id, call, callId, caseId, personId, 0, call.circles().others(), now);
  }

  /** Tells somebody of the next circle, as this one can't be reached. */
  Notification pass(UUID id, UUID personId, Instant now) {
    var again = new Call(tenant(), occasion, new Subject(incidentId, subjectId), message, Circles.of(List.of()));
    return new Notification(id, again, callId, caseId, personId, circle + 1,
        circlesLeft.others(), now);
  }

  NotificationEvent addressed() {
    return new NotificationEvent.Addressed(callId, occasion, incidentId, subjectId, personId, circle);
  }

  /** The mail server has it. */
  NotificationEvent send(Instant now) {
    end(NotificationState.SENT);
    sentAt = now;
    return new NotificationEvent.Sent(callId, incidentId, personId, failures + 1);
  }

  NotificationEvent fail(Failure why) {
    end(NotificationState.FAILED);
    failure = why;
    return new NotificationEvent.Failed(callId, incidentId, personId, why);
  }

  NotificationEvent withdraw() {
    end(NotificationState.WITHDRAWN);
    return new NotificationEvent.Withdrawn(callId, incidentId, personId);
  }

  private void end(NotificationState next) {
    if (state != NotificationState.WAITING) {
      throw new IllegalStateException(state + " is an end");
    }
    state = next;
    dueAt = null;
    takenUntil = null;
    waitingSince = null;
  }

  @Override
  protected String aggregateType() {
    return "notification";
  }

  boolean waiting() {
    return state == NotificationState.WAITING;
  }

  UUID callId() {
    return callId;
  }

  Occasion occasion() {
    return occasion;
  }

  @Nullable
  UUID incidentId() {
    return incidentId;
  }

  @Nullable
  UUID subjectId() {
    return subjectId;
  }

  @Nullable
  UUID caseId() {
    return caseId;
  }

  UUID personId() {
    return personId;
  }

  int circle() {
    return circle;
  }

  Message message() {
    return message;
  }

  /** Who is told instead when nobody of its circle can be reached. */
  List<UUID> nextCircle() {
    return circlesLeft.first();
  }

  int failures() {
    return failures;
  }

  NotificationState state() {
    return state;
  }

  @Nullable
  Failure failure() {
    return failure;
  }

  @Nullable
  Instant dueAt() {
    return dueAt;
  }

  @Nullable
  Instant sentAt() {
    return sentAt;
  }
}
