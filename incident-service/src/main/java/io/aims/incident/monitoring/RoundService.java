package io.aims.incident.monitoring;

import java.time.Clock;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.jspecify.annotations.Nullable;

import io.aims.incident.incident.IncidentFacts;
import io.aims.incident.incident.IncidentRegister;
import io.aims.incident.incident.OpeningByReport;
import io.aims.platform.event.Cause;
import io.aims.platform.event.EventLog;
import io.aims.platform.event.History;
import io.aims.platform.identity.Caller;
import io.aims.platform.refusal.Refusal;
import io.aims.platform.tenancy.Transactions;
import io.aims.platform.web.IfMatch;
import io.aims.platform.web.Page;
import io.aims.platform.web.PageRequest;
import io.smallrye.mutiny.Uni;

/** What people do with rounds; what leads to an incident belongs to its case from there. */
@ApplicationScoped
class RoundService {
  private final Transactions transactions;
  private final MonitoringRounds rounds;
  private final MonitoringPlans plans;
  private final IncidentRegister incidents;
  private final OpeningByReport opening;
  private final EventLog eventLog;
  private final History history;
  private final Clock clock;

  RoundService(Transactions transactions, MonitoringRounds rounds, MonitoringPlans plans, IncidentRegister incidents,
      OpeningByReport opening, EventLog eventLog, History history, Clock clock) {
    this.transactions = transactions;
    this.rounds = rounds;
    this.plans = plans;
    this.incidents = incidents;
    this.opening = opening;
    this.eventLog = eventLog;
    this.history = history;
    this.clock = clock;
  }

  Uni<RoundView> complete(Caller person, UUID plan, UUID id, @Nullable IfMatch condition,
      RoundResource.Complete request) {
    return transactions.in(person.tenant(), () -> rounds.get(plan, id)
        .map(round -> IfMatch.check(condition, round))
        .chain(round -> caseOf(round.incidentNamedWith(request.incidentId())).chain(caseId -> {
          var found = Findings.of(round.asked(), request.answers(), request.values(), request.conclusion(),
              request.summary(), request.withoutIncident(), person.personId(), clock.instant());
          return eventLog.record(round, round.complete(found, request.incidentId()),
              Cause.of(person, null).inCase(caseId));
        }))
        .map(this::view));
  }

  Uni<RoundView> link(Caller person, UUID plan, UUID id, @Nullable IfMatch condition, UUID incident, String reason) {
    return transactions.in(person.tenant(), () -> rounds.get(plan, id)
        .map(round -> IfMatch.check(condition, round))
        .chain(round -> caseOf(incident).chain(caseId -> eventLog.record(round, round.link(incident),
            Cause.of(person, reason).inCase(caseId))))
        .map(this::view));
  }

  /** Opens the incident of what it has found; the two name each other. */
  Uni<RoundView> openIncident(Caller person, UUID plan, UUID id, @Nullable IfMatch condition,
      RoundResource.OpenFromRound request) {
    return transactions.in(person.tenant(), () -> rounds.get(plan, id)
        .map(round -> IfMatch.check(condition, round))
        .invoke(MonitoringRound::requireNoIncident)
        .call(rounds::lock)
        .chain(round -> opening
            .open(person.tenant(), request.report(round.systemId(), id), Cause.of(person, request.reason()))
            .chain(incident -> eventLog.record(round, round.link(incident.id()),
                Cause.of(person, request.reason()).inCase(incident.caseId()))))
        .map(this::view));
  }

  Uni<RoundView> read(Caller caller, UUID plan, UUID id) {
    return transactions.in(caller.tenant(), () -> rounds.get(plan, id)).map(this::view);
  }

  Uni<Page<RoundView.Summary>> list(Caller caller, UUID plan, MonitoringRound.@Nullable State state,
      PageRequest page) {
    return transactions.in(caller.tenant(), () -> plans.get(plan).chain(found -> rounds.list(plan, state, page)));
  }

  Uni<Page<History.Entry>> history(Caller caller, UUID plan, UUID id, PageRequest page) {
    return transactions.in(caller.tenant(), () -> rounds.get(plan, id)
        .chain(round -> history.of(caller.tenant(), id, RoundResource.WHAT, page)));
  }

  private Uni<@Nullable UUID> caseOf(@Nullable UUID incident) {
    return incident == null
        ? Uni.createFrom().nullItem()
        : incidents.get(incident)
            .map(IncidentFacts::caseId)
            .onFailure(Refusal.NotFound.class)
            .transform(unknown -> new Refusal.UnknownReference("incidentId"));
  }

  private RoundView view(MonitoringRound round) {
    return RoundView.of(round, clock.instant());
  }
}
