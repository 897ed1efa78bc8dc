package io.aims.risk.criteria;

import java.time.Clock;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.jspecify.annotations.Nullable;

import io.aims.platform.event.Cause;
import io.aims.platform.event.EventLog;
import io.aims.platform.event.History;
import io.aims.platform.identity.Caller;
import io.aims.platform.refusal.Refusal;
import io.aims.platform.tenancy.Transactions;
import io.aims.platform.time.Ids;
import io.aims.platform.web.IfMatch;
import io.aims.platform.web.Page;
import io.aims.platform.web.PageRequest;
import io.aims.risk.reference.ReferenceFile;
import io.smallrye.mutiny.Uni;

/** Adopts risk criteria and says which are in force. */
@ApplicationScoped
public class RiskCriteriaService {
  private static final String WHAT = "set of risk criteria";
  private static final String ACTOR = "service:risk-service";
  private final Criteria usual = ReferenceFile.read("risk-criteria-1", UsualCriteria.class).criteria();
  private final Transactions transactions;
  private final AdoptedCriteria adopted;
  private final EventLog eventLog;
  private final History history;
  private final Ids ids;
  private final Clock clock;

  RiskCriteriaService(Transactions transactions, AdoptedCriteria adopted, EventLog eventLog, History history, Ids ids,
      Clock clock) {
    this.transactions = transactions;
    this.adopted = adopted;
    this.eventLog = eventLog;
    this.history = history;
    this.ids = ids;
    this.clock = clock;
  }

  /** The criteria that an organisation starts with until it adopts its own. */
  record UsualCriteria(int version, Criteria criteria) {}

  /**
   * The criteria in force, inside the transaction that is under way; adopts the usual ones for an organisation that has
   * none, as this service and for the same cause.
   */
  public Uni<CriteriaInForce> inForce(UUID tenant, Cause cause) {
    return adopted.currentOrMine(tenant)
        .chain(found -> found == null
            ? adoptFirst(tenant, usual, new Cause(ACTOR, cause.correlationId(), cause.causationId(), null))
            : Uni.createFrom().item(found))
        .map(RiskCriteria::inForce);
  }

  Uni<RiskCriteria> current(Caller caller) {
    return transactions.in(caller.tenant(),
        () -> adopted.current().map(found -> Refusal.orNotFound(found, WHAT)));
  }

  /** Adopts the next revision; the first one needs no condition, because there is nothing that could be lost. */
  Uni<RiskCriteria> adopt(Caller caller, @Nullable IfMatch condition, Criteria content, String reason) {
    var cause = Cause.of(caller, reason);
    return transactions.in(caller.tenant(), () -> adopted.currentOrMine(caller.tenant()).chain(found -> {
      if (found == null) {
        return adoptFirst(caller.tenant(), content, cause);
      }
      return eventLog.record(found, IfMatch.check(condition, found).replaceBy(content), cause);
    }));
  }

  Uni<Page<History.Entry>> history(Caller caller, PageRequest page) {
    return transactions.in(caller.tenant(), () -> adopted.current()
        .map(found -> Refusal.orNotFound(found, WHAT))
        .chain(found -> history.of(caller.tenant(), found.id(), WHAT, page)));
  }

  private Uni<RiskCriteria> adoptFirst(UUID tenant, Criteria content, Cause cause) {
    var first = RiskCriteria.adopt(ids.next(), tenant, content, clock.instant());
    return eventLog.record(first, first.adopted(), cause);
  }
}
