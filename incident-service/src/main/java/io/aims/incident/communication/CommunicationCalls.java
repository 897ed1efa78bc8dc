package io.aims.incident.communication;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.aims.incident.escalation.Addressees;
import io.aims.incident.incident.IncidentRegister;
import io.aims.incident.notification.Call;
import io.aims.incident.notification.Calls;
import io.aims.incident.notification.Matters;
import io.aims.incident.notification.Message;
import io.aims.incident.notification.Occasion;
import io.aims.incident.notification.Subject;
import io.aims.platform.event.Cause;
import io.smallrye.mutiny.Uni;

/** Tells who speaks for an incident and who commands it that somebody should have been told of it. */
@ApplicationScoped
class CommunicationCalls implements Matters {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("d MMM uuuu HH:mm 'UTC'", Locale.ENGLISH)
      .withZone(ZoneOffset.UTC);
  private final Communications communications;
  private final IncidentRegister incidents;
  private final Addressees addressees;
  private final Calls calls;

  CommunicationCalls(Communications communications, IncidentRegister incidents, Addressees addressees, Calls calls) {
    this.communications = communications;
    this.incidents = incidents;
    this.addressees = addressees;
    this.calls = calls;
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

  /** In the caller's transaction. Where neither has a name, the governance officers are told. */
  Uni<Void> missed(Communication communication, Cause cause) {
    return incidents.get(communication.incidentId())
        .chain(incident -> incidents.responders(incident.id())
            .chain(addressees::before)
            .chain(circles -> calls.make(new Call(communication.tenant(), Occasion.COMMUNICATION_OVERDUE,
                Subject.of(incident.id(), communication.id()), message(communication, incident.reference()), circles),
                cause)));
  }

  static Message message(Communication communication, String incident) {
    return new Message("%s: somebody should have been told (%s)".formatted(incident, communication.reference()),
        "%s should have been told before %s.".formatted(
            communication.recipient().audience().name().replace('_', ' '), TIME.format(communication.dueAt())),
        "/v1/incidents/" + communication.incidentId() + "/communications/" + communication.id());
  }
}
