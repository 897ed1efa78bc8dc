package io.aims.incident.monitoring;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.jspecify.annotations.Nullable;

import io.aims.incident.escalation.Addressees;
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

/** Tells who answers for a plan that a round of it has begun, and that it is late. */
@ApplicationScoped
class RoundCalls implements Matters {
  private final MonitoringRounds rounds;
  private final KnownSystems systems;
  private final Addressees addressees;
  private final Calls calls;

  RoundCalls(MonitoringRounds rounds, KnownSystems systems, Addressees addressees, Calls calls) {
    this.rounds = rounds;
    this.systems = systems;
    this.addressees = addressees;
    this.calls = calls;
  }

  @Override
  public Set<Occasion> occasions() {
    return EnumSet.of(Occasion.ROUND_OPENED, Occasion.ROUND_OVERDUE);
  }

  /** Until there are findings. */
  @Override
  public Uni<Set<UUID>> standing(Occasion occasion, Collection<UUID> ids) {
    return rounds.open(ids);
  }

  /** In the caller's transaction; nobody stands in, as a round that nobody answers becomes late. */
  Uni<Void> opened(MonitoringRound round, Cause cause) {
    return tell(round, Occasion.ROUND_OPENED, "is to be answered", Circles.of(List.of(round.responsibleId())), cause);
  }

  /** In the caller's transaction; the governance officers are told where that person can't be reached. */
  Uni<Void> missed(MonitoringRound round, Cause cause) {
    return addressees.before(List.of(round.responsibleId()))
        .chain(circles -> tell(round, Occasion.ROUND_OVERDUE, "is overdue", circles, cause));
  }

  private Uni<Void> tell(MonitoringRound round, Occasion occasion, String what, Circles circles, Cause cause) {
    return systems.label(round.systemId())
        .chain(system -> calls.make(
            new Call(round.tenant(), occasion, Subject.of(round.id()), message(round, system, what), circles), cause));
  }

  static Message message(MonitoringRound round, @Nullable String system, String what) {
    return new Message("Monitoring round %d %s".formatted(round.number(), what),
        "AI system: %s\nIts findings are due on %s.".formatted(system == null ? round.systemId() : system,
            round.dueOn()),
        "/v1/monitoring-plans/" + round.planId() + "/rounds/" + round.id());
  }
}
