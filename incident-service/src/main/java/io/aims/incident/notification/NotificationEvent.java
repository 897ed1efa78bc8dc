package io.aims.incident.notification;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonInclude;

import io.aims.platform.event.DomainEvent;
import io.aims.platform.event.EventType;

/** What can happen to a notification; neither addresses nor the text of a mail are published. */
@JsonInclude(JsonInclude.Include.NON_NULL)
sealed interface NotificationEvent extends DomainEvent {

  /**
   * Somebody is to be told.
   *
   * @param callId what has to reach somebody; several people may be told of it
   * @param subjectId the incident itself, or the legal period, task, communication or round that it is about
   * @param circle 0 for who is told at once; each further one is told as nobody of the one before could be reached
   */
  @EventType("aims.incident.notification.addressed.v1")
  record Addressed(UUID callId, Occasion occasion, @Nullable UUID incidentId, @Nullable UUID subjectId, UUID personId,
      int circle)
      implements
        NotificationEvent {}

  /**
   * The mail server has taken the mail.
   *
   * @param attempts how many tries it took
   */
  @EventType("aims.incident.notification.sent.v1")
  record Sent(UUID callId, @Nullable UUID incidentId, UUID personId, int attempts) implements NotificationEvent {}

  /** Somebody can't be told. */
  @EventType("aims.incident.notification.failed.v1")
  record Failed(UUID callId, @Nullable UUID incidentId, UUID personId, Failure failure) implements NotificationEvent {}

  /** It is no longer needed, as what it tells of is over. */
  @EventType("aims.incident.notification.withdrawn.v1")
  record Withdrawn(UUID callId, @Nullable UUID incidentId, UUID personId) implements NotificationEvent {}
}
