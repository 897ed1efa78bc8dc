package io.aims.incident.clocks;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.aims.incident.duty.Addressee;
import io.aims.incident.duty.Facts;
import io.aims.incident.duty.ReportKind;
import io.aims.platform.event.Cause;
import io.aims.platform.refusal.Refusal;
import io.smallrye.mutiny.Uni;

/** Lets reports look at clocks and meet them, in their own transaction. */
@ApplicationScoped
public class ClockRegister {
  private final RegulatoryClocks clocks;
  private final SeriousnessDecisions decisions;
  private final ClockTower tower;

  ClockRegister(RegulatoryClocks clocks, SeriousnessDecisions decisions, ClockTower tower) {
    this.clocks = clocks;
    this.decisions = decisions;
    this.tower = tower;
  }

  /** What a report needs to know of its clock. */
  public record ClockFacts(UUID id, String ruleId, String source, String key, String jurisdiction, String zone,
      Addressee addressee, String form, Set<ReportKind> reports, Instant startsAt, Instant dueAt) {
    static ClockFacts of(RegulatoryClock c) {
      return new ClockFacts(c.id(), c.ruleId(), c.terms().source(), c.key(), c.jurisdiction(), c.terms().zone(),
          c.terms().addressee(), c.terms().form(), c.terms().reports(), c.startsAt(), c.dueAt());
    }
  }

  /** The clock of this incident; refuses as not found when there is none. */
  public Uni<ClockFacts> get(UUID incident, UUID clock) {
    return clocks.get(incident, clock).map(ClockFacts::of);
  }

  /** The facts of the decision that stands. */
  public Uni<Facts> facts(UUID incident) {
    return standing(incident).map(SeriousnessDecision::facts);
  }

  /** A report was handed in for the duty of {@code clock}: whichever clock is open for it now is met. */
  public Uni<Void> submitted(UUID incident, UUID clock, UUID report, ReportKind kind, Instant at, Cause cause) {
    return standing(incident).chain(decision -> tower.meet(decision, clock, report, kind, at, cause));
  }

  private Uni<SeriousnessDecision> standing(UUID incident) {
    return decisions.standing(incident).map(found -> Refusal.orNotFound(found, SeriousnessResource.WHAT));
  }
}
