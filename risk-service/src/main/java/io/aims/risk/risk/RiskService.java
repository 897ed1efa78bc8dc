package io.aims.risk.risk;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.jspecify.annotations.Nullable;

import io.aims.platform.event.Cause;
import io.aims.platform.event.EventLog;
import io.aims.platform.event.History;
import io.aims.platform.identity.Caller;
import io.aims.platform.identity.Role;
import io.aims.platform.refusal.Refusal;
import io.aims.platform.tenancy.Transactions;
import io.aims.platform.time.Ids;
import io.aims.platform.web.IfMatch;
import io.aims.platform.web.Page;
import io.aims.platform.web.PageRequest;
import io.aims.risk.controls.ControlCatalogue;
import io.aims.risk.criteria.RiskCriteriaService;
import io.aims.risk.system.SystemDirectory;
import io.smallrye.mutiny.Uni;

/** What people do with risks; while a risk is part of a case, what they do is part of it too. */
@ApplicationScoped
class RiskService {
  private final Transactions transactions;
  private final Risks risks;
  private final RiskRegister register;
  private final RiskCriteriaService criteria;
  private final SystemDirectory systems;
  private final ControlCatalogue controls;
  private final EventLog eventLog;
  private final History history;
  private final Ids ids;
  private final Clock clock;

  RiskService(Transactions transactions, Risks risks, RiskRegister register, RiskCriteriaService criteria,
      SystemDirectory systems, ControlCatalogue controls, EventLog eventLog, History history, Ids ids, Clock clock) {
    this.transactions = transactions;
    this.risks = risks;
    this.register = register;
    this.criteria = criteria;
    this.systems = systems;
    this.controls = controls;
    this.eventLog = eventLog;
    this.history = history;
    this.ids = ids;
    this.clock = clock;
  }

  /** A judgement of likelihood and consequence, each from 1 to 5. */
  record Judgement(Scores.Kind kind, int likelihood, int consequence) {}

  /** A step of a treatment, with the id of the present one that it replaces; a new one has none yet. */
  record PlannedAction(@Nullable UUID id, String description, LocalDate dueOn, @Nullable String control) {}

  /** Refuses a system that does not exist for the organisation; outside of any transaction, because it may wait for news. */
  Uni<Void> requireKnown(Caller caller, @Nullable UUID systemId) {
    if (systemId == null) {
      return Uni.createFrom().voidItem();
    }
    return systems.expect(caller.tenant(), systemId)
        .onItem()
        .ifNull()
        .failWith(() -> new Refusal.UnknownReference("systemId"))
        .replaceWithVoid();
  }

  Uni<RiskView> identify(Caller caller, @Nullable UUID systemId, RiskStatement statement, UUID ownerId,
      @Nullable String reason) {
    var origin = new Risk.Origin(caller.tenant(), systemId, null, null);
    return transactions.in(caller.tenant(),
        () -> register.identify(origin, statement, ownerId, Cause.of(caller, reason)).map(this::view));
  }

  Uni<RiskView> score(Caller caller, UUID id, @Nullable IfMatch condition, Judgement judgement, String reason) {
    return transactions.in(caller.tenant(), () -> risks.get(id)
        .map(risk -> IfMatch.check(condition, risk))
        .chain(risk -> {
          var cause = Cause.of(caller, reason).inCase(risk.caseId());
          return criteria.inForce(caller.tenant(), cause).chain(inForce -> {
            var event = risk.score(judgement.kind(), judgement.likelihood(), judgement.consequence(), inForce,
                caller.subject(), clock.instant());
            return eventLog.record(risk, event, cause);
          });
        })
        .map(this::view));
  }

  Uni<RiskView> plan(Caller caller, UUID id, @Nullable IfMatch condition, Treatment.Option option,
      List<PlannedAction> planned, String reason) {
    for (var i = 0; i < planned.size(); i++) {
      controls.requireKnown(planned.get(i).control(), "actions[%d].control".formatted(i));
    }
    var actions = planned.stream()
        .map(a -> new Treatment.Action(a.id() == null ? ids.next() : a.id(), a.description(), a.dueOn(), a.control()))
        .toList();
    return transactions.in(caller.tenant(), () -> risks.get(id)
        .map(risk -> IfMatch.check(condition, risk))
        .invoke(risk -> Treatment.requireStaying(risk.treatment(), planned.stream().map(PlannedAction::id).toList()))
        .chain(risk -> eventLog.record(risk, risk.plan(option, actions, caller.subject(), clock.instant()),
            Cause.of(caller, reason).inCase(risk.caseId())))
        .map(this::view));
  }

  Uni<RiskView> accept(Caller caller, UUID id, @Nullable IfMatch condition, int revision, boolean beyondAppetite,
      String reason) {
    return transactions.in(caller.tenant(), () -> risks.getLocked(id)
        .map(risk -> IfMatch.check(condition, risk))
        .chain(risk -> {
          var cause = Cause.of(caller, reason).inCase(risk.caseId());
          return criteria.inForce(caller.tenant(), cause).chain(inForce -> {
            var event = risk.accept(revision, caller.personId(), beyondAppetite, inForce, clock.instant());
            return eventLog.record(risk, event, cause);
          });
        })
        .map(this::view));
  }

  Uni<RiskView> handOver(Caller caller, UUID id, @Nullable IfMatch condition, UUID to, String reason) {
    return transactions.in(caller.tenant(), () -> risks.getLocked(id)
        .map(risk -> IfMatch.check(condition, risk))
        .chain(risk -> eventLog.record(risk, risk.handOver(to, caller.personId(), caller.has(Role.GOVERNANCE_OFFICER)),
            Cause.of(caller, reason).inCase(risk.caseId())))
        .map(this::view));
  }

  Uni<RiskView> read(Caller caller, UUID id) {
    return transactions.in(caller.tenant(), () -> risks.get(id).map(this::view));
  }

  Uni<Page<RiskView.Summary>> list(Caller caller, Risks.Filter filter, PageRequest page) {
    var today = LocalDate.now(clock);
    return transactions.in(caller.tenant(), () -> risks.list(filter, page))
        .map(found -> found.map(row -> row.summary(today)));
  }

  Uni<Page<History.Entry>> history(Caller caller, UUID id, PageRequest page) {
    return transactions.in(caller.tenant(), () -> history.of(caller.tenant(), id, "risk", page));
  }

  private RiskView view(Risk risk) {
    return RiskView.of(risk, LocalDate.now(clock));
  }
}
