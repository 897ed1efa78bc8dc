package io.aims.incident.monitoring;

import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.function.UnaryOperator;

import jakarta.enterprise.context.ApplicationScoped;

import org.jspecify.annotations.Nullable;

import io.aims.incident.system.KnownSystems;
import io.aims.platform.event.Cause;
import io.aims.platform.event.EventLog;
import io.aims.platform.event.History;
import io.aims.platform.event.References;
import io.aims.platform.identity.Caller;
import io.aims.platform.refusal.Refusal;
import io.aims.platform.tenancy.Transactions;
import io.aims.platform.time.Ids;
import io.aims.platform.web.IfMatch;
import io.aims.platform.web.Page;
import io.aims.platform.web.PageRequest;
import io.smallrye.mutiny.Uni;

/** What people do with plans. */
@ApplicationScoped
class PlanService {
  private static final Duration NEWS = Duration.ofSeconds(3);
  private final Transactions transactions;
  private final MonitoringPlans plans;
  private final RoundOpening opening;
  private final KnownSystems systems;
  private final EventLog eventLog;
  private final References references;
  private final History history;
  private final Ids ids;
  private final Clock clock;

  PlanService(Transactions transactions, MonitoringPlans plans, RoundOpening opening, KnownSystems systems,
      EventLog eventLog, References references, History history, Ids ids, Clock clock) {
    this.transactions = transactions;
    this.plans = plans;
    this.opening = opening;
    this.systems = systems;
    this.eventLog = eventLog;
    this.references = references;
    this.history = history;
    this.ids = ids;
    this.clock = clock;
  }

  Uni<PlanView> draft(Caller person, UUID systemId, Content content, @Nullable String reason) {
    return systems.knows(person.tenant(), systemId, NEWS).invoke(known -> {
      if (!known) {
        throw new Refusal.UnknownReference("systemId");
      }
    })
        .chain(() -> transactions.in(person.tenant(), () -> references.next(person.tenant(), "MPL")
            .chain(reference -> {
              var plan = MonitoringPlan.draft(ids.next(), person.tenant(), reference, systemId, content,
                  person.personId(), clock.instant());
              return eventLog.record(plan, plan.drafted(), Cause.of(person, reason));
            })))
        .map(PlanView::of);
  }

  Uni<PlanView> revise(Caller person, UUID id, @Nullable IfMatch condition, UnaryOperator<Content> change,
      @Nullable String reason) {
    return transactions.in(person.tenant(), () -> plans.get(id)
        .map(plan -> IfMatch.check(condition, plan))
        .chain(plan -> eventLog.record(plan,
            plan.revise(change.apply(plan.draft().content()), person.personId()), Cause.of(person, reason)))
        .map(PlanView::of));
  }

  /** A round that is due by what held until now is opened first, so that it asks what it should have asked. */
  Uni<PlanView> approve(Caller person, UUID id, @Nullable IfMatch condition, int revision, String reason) {
    return transactions.in(person.tenant(), () -> plans.get(id)
        .map(plan -> IfMatch.check(condition, plan))
        .call(plan -> opening.open(plan, clock.instant(), Cause.of(person, null)))
        .chain(plan -> eventLog.record(plan, plan.approve(revision, person.personId(), clock.instant()),
            Cause.of(person, reason)))
        .map(PlanView::of));
  }

  Uni<PlanView> retire(Caller person, UUID id, @Nullable IfMatch condition, String reason) {
    return transactions.in(person.tenant(), () -> plans.get(id)
        .map(plan -> IfMatch.check(condition, plan))
        .chain(plan -> eventLog.record(plan, plan.retire(), Cause.of(person, reason)))
        .map(PlanView::of));
  }

  Uni<PlanView> read(Caller caller, UUID id) {
    return transactions.in(caller.tenant(), () -> plans.get(id).map(PlanView::of));
  }

  Uni<Page<PlanView.Summary>> list(Caller caller, @Nullable UUID system, @Nullable PlanState state, PageRequest page) {
    return transactions.in(caller.tenant(), () -> plans.list(system, state, page));
  }

  Uni<Page<History.Entry>> history(Caller caller, UUID id, PageRequest page) {
    return transactions.in(caller.tenant(),
        () -> plans.get(id).chain(plan -> history.of(caller.tenant(), id, PlanResource.WHAT, page)));
  }
}
