package io.aims.audit.nonconformity;

import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import java.util.function.BiFunction;

import jakarta.enterprise.context.ApplicationScoped;

import org.jspecify.annotations.Nullable;

import io.aims.audit.origin.Origins;
import io.aims.audit.requirements.RequirementCatalogue;
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

/** What people do with nonconformities: each use case loads, lets the nonconformity decide, and records. */
@ApplicationScoped
class NonconformityService {
  private final Transactions transactions;
  private final Nonconformities nonconformities;
  private final Origins origins;
  private final RequirementCatalogue requirements;
  private final EventLog eventLog;
  private final References references;
  private final History history;
  private final Ids ids;
  private final Clock clock;

  NonconformityService(Transactions transactions, Nonconformities nonconformities, Origins origins,
      RequirementCatalogue requirements, EventLog eventLog, References references, History history, Ids ids,
      Clock clock) {
    this.transactions = transactions;
    this.nonconformities = nonconformities;
    this.origins = origins;
    this.requirements = requirements;
    this.eventLog = eventLog;
    this.references = references;
    this.history = history;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Looks up what the request refers to. Apart from {@link #raise}, because it may have to wait for a neighbour's event,
   * and no transaction is held meanwhile.
   */
  Uni<Nonconformity.Context> contextOf(Caller caller, RaiseNonconformity request) {
    requirements.refuseUnknown("nodes", request.nodes());
    if (request.originKind() == OriginKind.INCIDENT) {
      return contextOfIncident(caller, request);
    }
    return request.systemId() == null
        ? Uni.createFrom().item(new Nonconformity.Context(null, null))
        : origins.system(caller.tenant(), "systemId", request.systemId())
            .map(system -> new Nonconformity.Context(null, system));
  }

  private Uni<Nonconformity.Context> contextOfIncident(Caller caller, RaiseNonconformity request) {
    if (request.originId() == null) {
      throw new Refusal.Invalid("originId", "must name the incident");
    }
    return origins.incident(caller.tenant(), "originId", request.originId()).map(incident -> {
      if (request.systemId() != null && !request.systemId().equals(incident.systemId())) {
        throw new Refusal.Invalid("systemId", "must be the AI system of the incident");
      }
      return new Nonconformity.Context(incident.caseId(), incident.systemId());
    });
  }

  Uni<NonconformityView> raise(Caller caller, RaiseNonconformity request, Nonconformity.Context context) {
    return transactions.in(caller.tenant(), () -> references.next(caller.tenant(), "NC").chain(reference -> {
      var raised = Nonconformity.raise(ids.next(), caller.tenant(), reference, request, context, caller.personId(),
          clock.instant());
      return eventLog.record(raised, raised.raised(), Cause.of(caller, request.reason()).inCase(context.caseId()));
    })).map(NonconformityView::of);
  }

  /** Loads, checks the author's condition, lets {@code decision} decide, records as part of the case, shows. */
  Uni<NonconformityView> decide(Caller caller, UUID id, @Nullable IfMatch condition, @Nullable String reason,
      BiFunction<Nonconformity, Instant, NonconformityEvent> decision) {
    return transactions.in(caller.tenant(), () -> nonconformities.get(id)
        .map(found -> IfMatch.check(condition, found))
        .chain(found -> {
          var event = decision.apply(found, clock.instant());
          return eventLog.record(found, event, Cause.of(caller, reason).inCase(found.caseId()));
        })
        .map(NonconformityView::of));
  }

  Uni<NonconformityView> planCorrectiveAction(Caller caller, UUID id, @Nullable IfMatch condition,
      NonconformityResource.PlanCorrectiveAction request) {
    return decide(caller, id, condition, request.reason(),
        (found, now) -> found.planCorrectiveAction(CorrectiveAction.planned(ids.next(), request.description(),
            request.ownerId(), request.dueOn(), caller.personId(), now)));
  }

  Uni<NonconformityView> read(Caller caller, UUID id) {
    return transactions.in(caller.tenant(), () -> nonconformities.get(id).map(NonconformityView::of));
  }

  Uni<Page<NonconformityView.Summary>> list(Caller caller, Nonconformities.Filter filter, PageRequest page) {
    return transactions.in(caller.tenant(), () -> nonconformities.list(filter, page));
  }

  Uni<Page<History.Entry>> history(Caller caller, UUID id, PageRequest page) {
    return transactions.in(caller.tenant(), () -> history.of(caller.tenant(), id, "nonconformity", page));
  }
}
