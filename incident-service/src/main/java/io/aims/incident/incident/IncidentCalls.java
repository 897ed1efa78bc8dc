package io.aims.incident.incident;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.jspecify.annotations.Nullable;

import io.aims.incident.escalation.Addressee;
import io.aims.incident.escalation.Addressees;
import io.aims.incident.escalation.Escalations;
import io.aims.incident.escalation.Ladder;
import io.aims.incident.notification.Call;
import io.aims.incident.notification.Calls;
import io.aims.incident.notification.Circles;
import io.aims.incident.notification.Matters;
import io.aims.incident.notification.Message;
import io.aims.incident.notification.Occasion;
import io.aims.incident.notification.Subject;
import io.aims.incident.system.KnownSystems;
import io.aims.platform.event.Cause;
import io.smallrye.mutiny.Uni;

/** Tells people of incidents: who is on call when one begins to wait, who has a part in its response, whom a policy names. */
@ApplicationScoped
class IncidentCalls implements Matters {
  private final Incidents incidents;
  private final Addressees addressees;
  private final Escalations escalations;
  private final KnownSystems systems;
  private final Calls calls;
  private final Clock clock;

  IncidentCalls(Incidents incidents, Addressees addressees, Escalations escalations, KnownSystems systems, Calls calls,
      Clock clock) {
    this.incidents = incidents;
    this.addressees = addressees;
    this.escalations = escalations;
    this.systems = systems;
    this.calls = calls;
    this.clock = clock;
  }

  @Override
  public Set<Occasion> occasions() {
    return EnumSet.of(Occasion.OPENED, Occasion.ESCALATION, Occasion.WORSENED, Occasion.ROLE_ASSIGNED);
  }

  @Override
  public Uni<Set<UUID>> standing(Occasion occasion, Collection<UUID> ids) {
    return switch (occasion) {
      case WORSENED, ROLE_ASSIGNED -> incidents.open(ids);
      default -> incidents.unacknowledged(ids);
    };
  }

  /** Until somebody else commands it, or the person has no part in it any more. */
  @Override
  public Uni<Set<UUID>> standing(Occasion occasion, Collection<UUID> ids, UUID person) {
    return switch (occasion) {
      case WORSENED -> incidents.commandedByNobodyBut(person, ids);
      case ROLE_ASSIGNED -> incidents.withPartOf(person, ids);
      default -> standing(occasion, ids);
    };
  }

  /** Those whom a due step means: who is told at once first. */
  Uni<Circles> circles(Incident incident, Ladder.Due due, Instant now) {
    return addressees.circles(incident.tenant(), due.step().addressee(), due.step().personId(), incident.systemId(),
        now);
  }

  Uni<Void> escalate(Incident incident, Ladder.Due due, Circles circles) {
    return about(incident, "nobody has acknowledged it", "It waits since %s. Step %d of the escalation tells %s."
        .formatted(Message.time(incident.waitingSince()), due.number() + 1, words(due.step().addressee())))
        .chain(message -> calls.make(
            new Call(incident.tenant(), Occasion.ESCALATION, Subject.incident(incident.id()), message, circles),
            IncidentLog.OWN.inCase(incident.caseId())));
  }

  /** What follows for people from what has happened to the incident. */
  Uni<Void> follow(Incident incident, IncidentEvent event, Cause cause) {
    return switch (event) {
      case IncidentEvent.Opened opened -> begin(incident, "it has opened", cause);
      case IncidentEvent.Reopened reopened -> begin(incident, "it is open again", cause);
      case IncidentEvent.Relapsed relapsed -> begin(incident, "it was resolved and goes wrong again", cause);
      case IncidentEvent.Assessed assessed -> begin(incident, "it was judged anew", cause);
      case IncidentEvent.Worsened worsened -> worse(incident, cause);
      case IncidentEvent.RoleAssigned assigned -> part(incident, assigned.role(), assigned.personId(), cause)
          .chain(() -> assigned.role() == ResponseRole.COMMANDER
              ? handedOver(incident, cause)
              : Uni.createFrom().voidItem());
      case IncidentEvent.Triaged triaged -> triaged.commanderId().toString().equals(cause.actor())
          ? Uni.createFrom().voidItem()
          : part(incident, ResponseRole.COMMANDER, triaged.commanderId(), cause)
              .chain(() -> handedOver(incident, cause));
      default -> Uni.createFrom().voidItem();
    };
  }

  /** Who is on call learns of it at once, where the escalation of its severity names them. */
  private Uni<Void> begin(Incident incident, String what, Cause cause) {
    return !incident.waits()
        ? Uni.createFrom().voidItem()
        : escalations.ladder()
            .chain(ladder -> !ladder.calls(incident.severity())
                ? Uni.createFrom().voidItem()
                : addressees
                    .circles(incident.tenant(), Addressee.ON_CALL, null, incident.systemId(), clock.instant())
                    .chain(circles -> knows(circles, cause)
                        ? Uni.createFrom().voidItem()
                        : about(incident, what, "It waits for somebody to acknowledge it.")
                            .chain(message -> calls.make(
                                new Call(incident.tenant(), Occasion.OPENED, Subject.incident(incident.id()), message,
                                    circles),
                                cause.inCase(incident.caseId())))));
  }

  /**
   * Who cares for it already, or has judged it to be milder, learns that it has become worse; nobody of what is milder than they
   * have called it.
   */
  private Uni<Void> worse(Incident incident, Cause cause) {
    var what = "it is worse than before";
    if (incident.severity().worseThan(incident.signalled())) {
      return Uni.createFrom().voidItem();
    }
    return incident.waits() && incident.severity() == incident.signalled()
        ? begin(incident, what, cause)
        : carers(incident)
            .chain(circles -> knows(circles, cause)
                ? Uni.createFrom().voidItem()
                : warn(incident, what, circles, cause));
  }

  /** Who cared for it before may not have been told in time, and is told no more. */
  private Uni<Void> handedOver(Incident incident, Cause cause) {
    return incident.signalled().worseThan(incident.severity())
        ? carers(incident).chain(circles -> warn(incident, "it may be worse than it was judged", circles, cause))
        : Uni.createFrom().voidItem();
  }

  private Uni<Void> warn(Incident incident, String what, Circles circles, Cause cause) {
    return about(incident, what, "One of its signals is %s.".formatted(incident.signalled()))
        .chain(message -> calls.make(
            new Call(incident.tenant(), Occasion.WORSENED, Subject.incident(incident.id()), message, circles),
            cause.inCase(incident.caseId())));
  }

  /** Who commands it; while nobody does, who is on call. */
  private Uni<Circles> carers(Incident incident) {
    var commander = incident.holder(ResponseRole.COMMANDER);
    return commander == null
        ? addressees.circles(incident.tenant(), Addressee.ON_CALL, null, incident.systemId(), clock.instant())
        : addressees.before(List.of(commander));
  }

  private static boolean knows(Circles circles, Cause cause) {
    return circles.first().stream().map(UUID::toString).anyMatch(cause.actor()::equals);
  }

  /** Who takes a part knows that already. */
  private Uni<Void> part(Incident incident, ResponseRole role, UUID person, Cause cause) {
    return person.toString().equals(cause.actor())
        ? Uni.createFrom().voidItem()
        : about(incident, "you are its " + role.name().toLowerCase(Locale.ROOT), "Somebody has given you that part.")
            .chain(message -> calls.make(
                new Call(incident.tenant(), Occasion.ROLE_ASSIGNED, Subject.incident(incident.id()), message,
                    Circles.of(List.of(person))),
                cause.inCase(incident.caseId())));
  }

  private Uni<Message> about(Incident incident, String what, String more) {
    return systems.label(incident.systemId()).map(label -> message(incident, label, what, more));
  }

  static Message message(Incident incident, @Nullable String system, String what, String more) {
    var words = "%s %s, %s: %s".formatted(incident.reference(), incident.severity(),
        incident.kind().name().toLowerCase(Locale.ROOT).replace('_', ' '), what);
    return new Message(words, "%s\nAI system: %s\nWrong since: %s".formatted(more,
        system == null ? incident.systemId() : system, Message.time(incident.startedAt())),
        "/v1/incidents/" + incident.id());
  }

  private static String words(Addressee addressee) {
    return switch (addressee) {
      case ON_CALL -> "who is on call";
      case INCIDENT_RESPONDERS -> "the incident responders";
      case SYSTEM_OWNER -> "who answers for the system";
      case GOVERNANCE_OFFICER -> "the governance officers";
      case EXECUTIVE -> "the executives";
    };
  }
}
