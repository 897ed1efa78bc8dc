package io.aims.incident.notification;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * A notification as the API shows it; what the mail said is not shown.
 *
 * @param callId what has to reach somebody; all who are told of it have the same one
 * @param subjectId the incident itself, or the legal period, task, communication or round that it is about
 * @param circle 0 for who is told at once; each further one is told as nobody of the one before could be reached
 * @param failures tries that have failed so far
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record NotificationView(UUID id, int version, UUID callId, Occasion occasion, @Nullable UUID incidentId,
    @Nullable UUID subjectId, UUID personId, int circle, NotificationState state, int failures,
    @Nullable Failure failure,
    Instant createdAt,
    @Nullable Instant dueAt, @Nullable Instant sentAt) {

  static NotificationView of(Notification n) {
    return new NotificationView(n.id(), n.version(), n.callId(), n.occasion(), n.incidentId(), n.subjectId(),
        n.personId(), n.circle(),
        n.state(), n.failures(), n.failure(), n.createdAt(), n.dueAt(), n.sentAt());
  }
}
