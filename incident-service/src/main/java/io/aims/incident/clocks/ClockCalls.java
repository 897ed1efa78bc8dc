package io.aims.incident.clocks;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.aims.incident.incident.ResponseCalls;
import io.aims.incident.notification.Matters;
import io.aims.incident.notification.Message;
import io.aims.incident.notification.Occasion;
import io.aims.platform.event.Cause;
import io.smallrye.mutiny.Uni;

/** Tells who speaks for an incident and who commands it of a legal period that ends; nobody else could meet it. */
@ApplicationScoped
class ClockCalls implements Matters {
  private final RegulatoryClocks clocks;
  private final ResponseCalls responders;

  ClockCalls(RegulatoryClocks clocks, ResponseCalls responders) {
    this.clocks = clocks;
    this.responders = responders;
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

  /** In the caller's transaction. */
  Uni<Void> follow(RegulatoryClock clock, ClockEvent event, Cause cause) {
    return switch (event) {
      case ClockEvent.DueSoon soon -> tell(clock, Occasion.CLOCK_DUE_SOON, "is due soon", cause);
      case ClockEvent.Overdue over -> tell(clock, Occasion.CLOCK_OVERDUE, "is overdue", cause);
      default -> Uni.createFrom().voidItem();
    };
  }

  private Uni<Void> tell(RegulatoryClock clock, Occasion occasion, String what, Cause cause) {
    return responders.tell(clock.tenant(), occasion, clock.incidentId(), clock.id(),
        reference -> message(clock, reference, what), cause);
  }

  static Message message(RegulatoryClock clock, String incident, String what) {
    return new Message("%s: a report %s (%s)".formatted(incident, what, clock.jurisdiction()),
        "By rule %s it is due at %s.".formatted(clock.ruleId(), Message.time(clock.dueAt())),
        "/v1/incidents/" + clock.incidentId() + "/clocks/" + clock.id());
  }
}
