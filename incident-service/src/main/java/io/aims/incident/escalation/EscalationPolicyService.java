package io.aims.incident.escalation;

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
import io.smallrye.mutiny.Uni;

/** Adopts escalation policies and says which one is in force. */
@ApplicationScoped
class EscalationPolicyService {
  static final String WHAT = "escalation policy";
  private final Transactions transactions;
  private final EscalationPolicies policies;
  private final EventLog eventLog;
  private final History history;
  private final Ids ids;
  private final Clock clock;

  EscalationPolicyService(Transactions transactions, EscalationPolicies policies, EventLog eventLog, History history,
      Ids ids, Clock clock) {
    this.transactions = transactions;
    this.policies = policies;
    this.eventLog = eventLog;
    this.history = history;
    this.ids = ids;
    this.clock = clock;
  }

  Uni<EscalationPolicy> current(Caller caller) {
    return transactions.in(caller.tenant(), () -> policies.current().map(found -> Refusal.orNotFound(found, WHAT)));
  }

  /** Adopts the next revision; the first one needs no condition, because there is nothing that could be lost. */
  Uni<EscalationPolicy> adopt(Caller person, @Nullable IfMatch condition, Ladder ladder, @Nullable Contacts contacts,
      String reason) {
    var cause = Cause.of(person, reason);
    return transactions.in(person.tenant(), () -> policies.current().chain(found -> {
      if (found != null) {
        return eventLog.record(found,
            IfMatch.check(condition, found).replaceBy(ladder, contacts == null ? found.contacts() : contacts), cause);
      }
      var first = EscalationPolicy.adopt(ids.next(), person.tenant(), ladder,
          contacts == null ? Contacts.NONE : contacts,
          clock.instant());
      return EscalationPolicies.onlyOne(eventLog.record(first, first.adopted(), cause));
    }));
  }

  Uni<Page<History.Entry>> history(Caller caller, UUID id, PageRequest page) {
    return transactions.in(caller.tenant(), () -> history.of(caller.tenant(), id, WHAT, page));
  }
}
