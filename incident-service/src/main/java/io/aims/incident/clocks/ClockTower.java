package io.aims.incident.clocks;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.jspecify.annotations.Nullable;

import io.aims.incident.clocks.StartPolicy.Step;
import io.aims.incident.deadline.AuthorityCalendars;
import io.aims.incident.duty.ClockRule;
import io.aims.incident.duty.ReportKind;
import io.aims.incident.incident.IncidentRegister;
import io.aims.incident.ownrule.RuleBook;
import io.aims.platform.event.Cause;
import io.aims.platform.event.EventLog;
import io.aims.platform.time.Ids;
import io.smallrye.mutiny.Uni;

/** Starts, replaces and ends the clocks of an incident, one after the other, in the caller's transaction. */
@ApplicationScoped
class ClockTower {
  private final RegulatoryClocks clocks;
  private final IncidentRegister incidents;
  private final RuleBook book;
  private final StartPolicy policy;
  private final EventLog eventLog;
  private final Ids ids;
  private final Clock clock;

  ClockTower(RegulatoryClocks clocks, IncidentRegister incidents, RuleBook book, EventLog eventLog, Ids ids,
      Clock clock) {
    this.clocks = clocks;
    this.incidents = incidents;
    this.book = book;
    this.policy = new StartPolicy(book.published(), AuthorityCalendars.load());
    this.eventLog = eventLog;
    this.ids = ids;
    this.clock = clock;
  }

  /** Does what {@code decision} asks for; its incident is held. */
  Uni<Void> obey(SeriousnessDecision decision, Cause cause) {
    return book.own()
        .chain(own -> clocks.reckoned(decision.incidentId())
            .chain(present -> {
              var chain = Uni.createFrom().voidItem();
              for (var step : policy.steps(decision.facts(), own, present)) {
                chain = chain.chain(() -> take(step, decision, cause));
              }
              return chain;
            }));
  }

  /** Whether a decision of the same facts would start a clock that asks for what an earlier report has left out. */
  Uni<Boolean> restUnasked(SeriousnessDecision decision) {
    return book.own()
        .chain(own -> clocks.reckoned(decision.incidentId())
            .map(present -> policy.restUnasked(decision.facts(), own, present)));
  }

  /**
   * Meets the clock that is open for the duty of {@code named}, be it that one or its successor, or that asks for what its
   * report has left out, with a report, and starts what follows from it; without one nothing happens.
   */
  Uni<Void> meet(SeriousnessDecision decision, UUID named, UUID report, ReportKind kind, Instant at, Cause cause) {
    return incidents.hold(decision.incidentId())
        .chain(() -> clocks.reckoned(decision.incidentId()))
        .chain(present -> clocks.get(decision.incidentId(), named)
            .chain(clock -> book.own()
                .chain(own -> policy.met(clock, kind, own, present)
                    .map(met -> eventLog.record(met, met.meet(report, kind, at), cause)
                        .chain(() -> follow(decision, met, own, present, cause)))
                    .orElseGet(() -> Uni.createFrom().voidItem()))));
  }

  private Uni<Void> follow(SeriousnessDecision decision, RegulatoryClock met, List<ClockRule> own,
      List<RegulatoryClock> present, Cause cause) {
    var chain = Uni.createFrom().voidItem();
    for (var duty : policy.following(met, decision.facts(), own, present)) {
      chain = chain.chain(() -> start(ids.next(), decision, duty, null, cause));
    }
    return chain;
  }

  private Uni<Void> take(Step step, SeriousnessDecision decision, Cause cause) {
    return switch (step) {
      case Step.Start start -> start(ids.next(), decision, start.duty(), null, cause);
      case Step.Replace replace -> {
        var next = ids.next();
        var old = replace.old();
        yield eventLog.record(old, old.supersede(next, decision.id()), cause)
            .chain(() -> start(next, decision, replace.duty(), old.id(), cause));
      }
      case Step.End end ->
        eventLog.record(end.old(), end.old().withdraw(decision.id()), cause).replaceWithVoid();
    };
  }

  private Uni<Void> start(UUID id, SeriousnessDecision decision, Duty duty, @Nullable UUID replaces, Cause cause) {
    var started = RegulatoryClock.start(id, decision, duty, book.published().version(), replaces, clock.instant());
    return eventLog.record(started, started.started(), cause)
        .chain(() -> started.terms().evidenceHold()
            ? incidents.holdEvidence(decision.incidentId(), id, cause)
            : Uni.createFrom().voidItem());
  }
}
