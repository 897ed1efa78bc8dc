package io.aims.incident.escalation;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.jspecify.annotations.Nullable;

import io.aims.incident.notification.Circles;
import io.aims.incident.oncall.OnCall;
import io.aims.incident.system.KnownSystems;
import io.smallrye.mutiny.Uni;

/** Which people an addressee means, and who is told in their place; in the caller's transaction. */
@ApplicationScoped
public class Addressees {
  private static final int STAND_INS = 3;
  private final EscalationPolicies policies;
  private final OnCall onCall;
  private final KnownSystems systems;

  Addressees(EscalationPolicies policies, OnCall onCall, KnownSystems systems) {
    this.policies = policies;
    this.onCall = onCall;
    this.systems = systems;
  }

  /**
   * Those whom an addressee means, first. Whoever is asked for, the governance officers come last; there is no circle where
   * nobody is named at all.
   *
   * @param personId whom to tell before all others
   */
  public Uni<Circles> circles(UUID tenant, Addressee addressee, @Nullable UUID personId, UUID systemId, Instant now) {
    return policies.contacts()
        .chain(contacts -> switch (addressee) {
          case ON_CALL -> onCall.at(tenant, systemId, now).map(turn -> onCall(turn, contacts));
          case SYSTEM_OWNER -> systems.owner(systemId)
              .map(owner -> officers(contacts).after(owner == null ? List.of() : List.of(owner)));
          case INCIDENT_RESPONDERS, GOVERNANCE_OFFICER, EXECUTIVE ->
            Uni.createFrom().item(officers(contacts).after(contacts.of(addressee)));
        })
        .map(circles -> personId == null ? circles : circles.after(List.of(personId)));
  }

  /** These people, then the governance officers. */
  public Uni<Circles> before(List<UUID> persons) {
    return policies.contacts().map(contacts -> officers(contacts).after(persons));
  }

  private static Circles onCall(List<UUID> turn, Contacts contacts) {
    var circles = officers(contacts).after(contacts.of(Addressee.INCIDENT_RESPONDERS));
    for (var person : turn.subList(0, Math.min(1 + STAND_INS, turn.size())).reversed()) {
      circles = circles.after(List.of(person));
    }
    return circles;
  }

  private static Circles officers(Contacts contacts) {
    return Circles.of(contacts.of(Addressee.GOVERNANCE_OFFICER));
  }
}
