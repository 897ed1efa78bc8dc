package io.aims.incident.clocks;

import java.time.Clock;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.jspecify.annotations.Nullable;

import io.aims.incident.deadline.AuthorityCalendars;
import io.aims.incident.duty.Facts;
import io.aims.incident.incident.IncidentRegister;
import io.aims.platform.event.Cause;
import io.aims.platform.event.EventLog;
import io.aims.platform.identity.Caller;
import io.aims.platform.refusal.Constraints;
import io.aims.platform.refusal.Refusal;
import io.aims.platform.tenancy.Transactions;
import io.aims.platform.time.Ids;
import io.aims.platform.web.IfMatch;
import io.aims.platform.web.Page;
import io.aims.platform.web.PageRequest;
import io.smallrye.mutiny.Uni;

/** Lets people decide whether an incident is serious, and lets the clocks follow from it in the same transaction. */
@ApplicationScoped
class SeriousnessService {
  private final Transactions transactions;
  private final IncidentRegister incidents;
  private final SeriousnessDecisions decisions;
  private final RegulatoryClocks clocks;
  private final ClockTower tower;
  private final FactsPolicy policy = new FactsPolicy(AuthorityCalendars.load());
  private final EventLog eventLog;
  private final Ids ids;
  private final Clock clock;

  SeriousnessService(Transactions transactions, IncidentRegister incidents, SeriousnessDecisions decisions,
      RegulatoryClocks clocks, ClockTower tower, EventLog eventLog, Ids ids, Clock clock) {
    this.transactions = transactions;
    this.incidents = incidents;
    this.decisions = decisions;
    this.clocks = clocks;
    this.tower = tower;
    this.eventLog = eventLog;
    this.ids = ids;
    this.clock = clock;
  }

  Uni<SeriousnessView> decide(Caller person, UUID incidentId, @Nullable IfMatch condition, Facts facts,
      String reason) {
    return transactions.in(person.tenant(), () -> incidents.hold(incidentId)
        .chain(incident -> decisions.standing(incidentId)
            .invoke(standing -> check(condition, standing))
            .chain(standing -> {
              var now = clock.instant();
              var decision = SeriousnessDecision.make(ids.next(), person.tenant(), incidentId, incident.caseId(),
                  standing, policy.check(facts, now), person.personId(), reason, now);
              var cause = Cause.of(person, reason).inCase(incident.caseId());
              return eventLog.record(decision, decision.made(), cause)
                  .onFailure(Constraints.violated(SeriousnessDecisions.NUMBER))
                  .transform(race -> new Refusal.Stale())
                  .chain(() -> tower.obey(decision, cause))
                  .chain(() -> view(decision));
            })));
  }

  Uni<SeriousnessView> read(Caller caller, UUID incidentId) {
    return transactions.in(caller.tenant(), () -> incidents.get(incidentId)
        .chain(incident -> decisions.standing(incidentId))
        .map(found -> Refusal.orNotFound(found, SeriousnessResource.WHAT))
        .chain(this::view));
  }

  Uni<Page<SeriousnessView.Summary>> list(Caller caller, UUID incidentId, PageRequest page) {
    return transactions.in(caller.tenant(),
        () -> incidents.get(incidentId).chain(incident -> decisions.list(incidentId, page)));
  }

  /** The condition names the decision that the new one supersedes; the first one supersedes none. */
  private static void check(@Nullable IfMatch condition, @Nullable SeriousnessDecision standing) {
    if (standing != null && condition == null) {
      throw new Refusal.ConditionMissing();
    }
    if (condition != null && (standing == null || standing.number() != condition.version())) {
      throw new Refusal.Stale();
    }
  }

  private Uni<SeriousnessView> view(SeriousnessDecision decision) {
    return clocks.open(decision.incidentId()).map(open -> SeriousnessView.of(decision, open, clock.instant()));
  }
}
