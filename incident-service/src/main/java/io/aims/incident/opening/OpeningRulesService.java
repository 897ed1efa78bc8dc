package io.aims.incident.opening;

import java.time.Clock;

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

/** Adopts an organisation's rules of opening and says which are in force. */
@ApplicationScoped
class OpeningRulesService {
  static final String WHAT = "set of opening rules";
  private final Transactions transactions;
  private final RuleBook book;
  private final Openings openings;
  private final Withholding withholding;
  private final EventLog eventLog;
  private final History history;
  private final Ids ids;
  private final Clock clock;

  OpeningRulesService(Transactions transactions, RuleBook book, Openings openings, Withholding withholding,
      EventLog eventLog, History history, Ids ids, Clock clock) {
    this.transactions = transactions;
    this.book = book;
    this.openings = openings;
    this.withholding = withholding;
    this.eventLog = eventLog;
    this.history = history;
    this.ids = ids;
    this.clock = clock;
  }

  Uni<AdoptedRules> current(Caller caller) {
    return transactions.in(caller.tenant(), this::current);
  }

  private Uni<AdoptedRules> current() {
    return book.current().map(found -> Refusal.orNotFound(found, WHAT));
  }

  /** Adopts the next revision; the first one needs no condition, because there is nothing that could be lost. */
  Uni<AdoptedRules> adopt(Caller person, @Nullable IfMatch condition, OpeningRules rules, String reason) {
    return transactions.in(person.tenant(), () -> openings.change(person.tenant())
        .chain(book::current)
        .chain(found -> adopt(person, found, condition, rules, Cause.of(person, reason)))
        .call(adopted -> withholding.reconsider(person.tenant(), adopted.id(), null, clock.instant())));
  }

  private Uni<AdoptedRules> adopt(Caller person, @Nullable AdoptedRules found, @Nullable IfMatch condition,
      OpeningRules rules, Cause cause) {
    if (found != null) {
      return eventLog.record(found, IfMatch.check(condition, found).replaceBy(rules), cause);
    }
    var first = AdoptedRules.adopt(ids.next(), person.tenant(), rules, clock.instant());
    return RuleBook.onlyOne(eventLog.record(first, first.adopted(), cause));
  }

  Uni<Page<History.Entry>> history(Caller caller, PageRequest page) {
    return transactions.in(caller.tenant(), () -> current()
        .chain(found -> history.of(caller.tenant(), found.id(), WHAT, page)));
  }
}
