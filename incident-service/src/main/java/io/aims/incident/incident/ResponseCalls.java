package io.aims.incident.incident;

import java.util.UUID;
import java.util.function.Function;

import jakarta.enterprise.context.ApplicationScoped;

import io.aims.incident.escalation.Addressees;
import io.aims.incident.notification.Call;
import io.aims.incident.notification.Calls;
import io.aims.incident.notification.Message;
import io.aims.incident.notification.Occasion;
import io.aims.incident.notification.Subject;
import io.aims.platform.event.Cause;
import io.smallrye.mutiny.Uni;

/** Tells who speaks for an incident and who commands it; where neither has a name, the governance officers. */
@ApplicationScoped
public class ResponseCalls {
  private final IncidentRegister incidents;
  private final Addressees addressees;
  private final Calls calls;

  ResponseCalls(IncidentRegister incidents, Addressees addressees, Calls calls) {
    this.incidents = incidents;
    this.addressees = addressees;
    this.calls = calls;
  }

  /**
   * In the caller's transaction.
   *
   * @param subjectId what belongs to the incident, and they are told of
   * @param message by the incident's reference
   */
  public Uni<Void> tell(UUID tenant, Occasion occasion, UUID incidentId, UUID subjectId,
      Function<String, Message> message, Cause cause) {
    return incidents.get(incidentId)
        .chain(incident -> incidents.responders(incidentId)
            .chain(addressees::before)
            .chain(circles -> calls.make(new Call(tenant, occasion, Subject.of(incidentId, subjectId),
                message.apply(incident.reference()), circles), cause)));
  }
}
