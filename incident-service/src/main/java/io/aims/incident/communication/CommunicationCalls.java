package io.aims.incident.communication;

import java.util.Collection;
import java.util.Set;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.aims.incident.incident.ResponseCalls;
import io.aims.incident.notification.Matters;
import io.aims.incident.notification.Message;
import io.aims.incident.notification.Occasion;
import io.aims.platform.event.Cause;
import io.smallrye.mutiny.Uni;

/** Tells who speaks for an incident and who commands it that somebody should have been told of it. */
@ApplicationScoped
class CommunicationCalls implements Matters {
  private final Communications communications;
  private final ResponseCalls responders;

  CommunicationCalls(Communications communications, ResponseCalls responders) {
    this.communications = communications;
    this.responders = responders;
  }

  @Override
  public Set<Occasion> occasions() {
    return Set.of(Occasion.COMMUNICATION_OVERDUE);
  }

  /** Until somebody is told, or need not be. */
  @Override
  public Uni<Set<UUID>> standing(Occasion occasion, Collection<UUID> ids) {
    return communications.planned(ids);
  }

  /** In the caller's transaction. */
  Uni<Void> missed(Communication communication, Cause cause) {
    return responders.tell(communication.tenant(), Occasion.COMMUNICATION_OVERDUE, communication.incidentId(),
        communication.id(), reference -> message(communication, reference), cause);
  }

  static Message message(Communication communication, String incident) {
    return new Message("%s: somebody should have been told (%s)".formatted(incident, communication.reference()),
        "%s should have been told before %s.".formatted(
            communication.recipient().audience().name().replace('_', ' '), Message.time(communication.dueAt())),
        "/v1/incidents/" + communication.incidentId() + "/communications/" + communication.id());
  }
}
