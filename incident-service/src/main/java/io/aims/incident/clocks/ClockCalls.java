package io.aims.incident.clocks;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.EnumSet;
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

/** Tells who speaks for an incident and who commands it of a legal period that ends; nobody else could meet it. */
@ApplicationScoped
class ClockCalls implements Matters {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("d MMM uuuu HH:mm 'UTC'", Locale.ENGLISH)
      .withZone(ZoneOffset.UTC);
  private final RegulatoryClocks clocks;
  private final IncidentRegister incidents;
  private final Addressees addressees;
  private final Calls calls;

  ClockCalls(RegulatoryClocks clocks, IncidentRegister incidents, Addressees addressees, Calls calls) {
    this.clocks = clocks;
    this.incidents = incidents;
    this.addressees = addressees;
    this.calls = calls;
  }

  @Override
  public Set<Occasion> occasions() {
    return EnumSet.of(Occasion.CLOCK_DUE_SOON, Occasion.CLOCK_OVERDUE);
  }

  /** Until they are met or ended. */
  @Override
  public Uni<Set<UUID>> standing(Occasion occasion, Collection<UUID> ids) {
    return clocks.open(ids);
  }

  /** In the caller's transaction. Where neither has a name, the governance officers are told. */
  Uni<Void> follow(RegulatoryClock clock, ClockEvent event, Cause cause) {
    return switch (event) {
      case ClockEvent.DueSoon soon -> tell(clock, Occasion.CLOCK_DUE_SOON, "is due soon", cause);
      case ClockEvent.Overdue over -> tell(clock, Occasion.CLOCK_OVERDUE, "is overdue", cause);
      default -> Uni.createFrom().voidItem();
    };
  }

  private Uni<Void> tell(RegulatoryClock clock, Occasion occasion, String what, Cause cause) {
    return incidents.get(clock.incidentId())
        .chain(incident -> incidents.responders(clock.incidentId())
            .chain(addressees::before)
            .chain(circles -> calls.make(new Call(clock.tenant(), occasion,
                Subject.of(clock.incidentId(), clock.id()), message(clock, incident.reference(), what), circles),
                cause)));
  }

  static Message message(RegulatoryClock clock, String incident, String what) {
    return new Message("%s: a report %s (%s)".formatted(incident, what, clock.jurisdiction()),
        "By rule %s it is due at %s.".formatted(clock.ruleId(), TIME.format(clock.dueAt())),
        "/v1/incidents/" + clock.incidentId() + "/clocks/" + clock.id());
  }
}
