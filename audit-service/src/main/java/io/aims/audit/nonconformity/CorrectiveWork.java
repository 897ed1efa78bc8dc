package io.aims.audit.nonconformity;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.aims.audit.requirements.RequirementCatalogue;
import io.aims.platform.event.Cause;
import io.aims.platform.event.EventLog;
import io.aims.platform.event.References;
import io.aims.platform.identity.Caller;
import io.aims.platform.refusal.Refusal;
import io.aims.platform.time.Ids;
import io.smallrye.mutiny.Uni;

/** Makes corrective actions of what reviews propose, by the rules of any other; in the caller's transaction. */
@ApplicationScoped
public class CorrectiveWork {
  private final Nonconformities nonconformities;
  private final RequirementCatalogue requirements;
  private final EventLog eventLog;
  private final References references;
  private final Ids ids;
  private final Clock clock;

  CorrectiveWork(Nonconformities nonconformities, RequirementCatalogue requirements, EventLog eventLog,
      References references, Ids ids, Clock clock) {
    this.nonconformities = nonconformities;
    this.requirements = requirements;
    this.eventLog = eventLog;
    this.references = references;
    this.ids = ids;
    this.clock = clock;
  }

  /** Where a proposal comes from, and who made it, with all who have written the review. */
  public record Proposed(UUID proposalId, String proposedBy, Set<String> authors, UUID incidentId, UUID systemId,
      UUID caseId) {}

  /** What is to be done, by whom, until when, and why so. */
  public record Order(String description, UUID ownerId, LocalDate dueOn, String reason) {}

  /** The corrective action that came of it, and its nonconformity. */
  public record Planned(UUID nonconformityId, UUID actionId) {}

  /** Plans the action in the nonconformity, which has to be of the same case and to have come as far as planning. */
  public Uni<Planned> planIn(UUID nonconformityId, Caller caller, Proposed proposed, Order order) {
    return nonconformities.findById(nonconformityId).chain(found -> {
      if (found == null || !proposed.caseId().equals(found.caseId())) {
        throw new Refusal.UnknownReference("nonconformityId");
      }
      return plan(found, caller, proposed, order);
    });
  }

  /**
   * Raises a nonconformity from the incident, with the correction and the root cause that its review has found, and
   * plans the action in it; refuses while one of the same case is open.
   */
  public Uni<Planned> raise(RaiseFromReview request, Caller caller, Proposed proposed, Order order) {
    requirements.refuseUnknown("nonconformity.nodes", request.nodes());
    return nonconformities.openOf(proposed.caseId()).chain(open -> {
      if (open != null) {
        throw new Refusal.Taken(open.reference() + " of this case is open; name it as nonconformityId.");
      }
      return references.next(caller.tenant(), "NC")
          .chain(reference -> raised(reference, request, caller, proposed, order))
          .chain(raised -> plan(raised, caller, proposed, order));
    });
  }

  private Uni<Nonconformity> raised(String reference, RaiseFromReview request, Caller caller, Proposed proposed,
      Order order) {
    var by = caller.personId();
    var now = clock.instant();
    var raised = Nonconformity.raise(ids.next(), caller.tenant(), reference,
        request.of(proposed.incidentId(), proposed.systemId(), order.reason()),
        new Nonconformity.Context(proposed.caseId(), proposed.systemId()), by, now);
    var cause = cause(caller, proposed, order);
    return eventLog.record(raised, raised.raised(), cause)
        .chain(() -> eventLog.record(raised, raised.recordCorrection(request.correction(), by, now), cause))
        .chain(() -> eventLog.record(raised,
            raised.determineRootCause(request.method(), request.rootCause(), by, now), cause));
  }

  private Uni<Planned> plan(Nonconformity nonconformity, Caller caller, Proposed proposed, Order order) {
    var action = action(caller, proposed, order, clock.instant());
    return eventLog
        .record(nonconformity, nonconformity.planCorrectiveAction(action), cause(caller, proposed, order))
        .replaceWith(new Planned(nonconformity.id(), action.id()));
  }

  private CorrectiveAction action(Caller caller, Proposed proposed, Order order, Instant now) {
    return CorrectiveAction
        .planned(ids.next(), order.description(), order.ownerId(), order.dueOn(), caller.personId(), now)
        .from(CorrectiveAction.Origin.of(proposed.proposalId(), proposed.proposedBy(), proposed.authors()));
  }

  private static Cause cause(Caller caller, Proposed proposed, Order order) {
    return Cause.of(caller, order.reason()).inCase(proposed.caseId());
  }
}
