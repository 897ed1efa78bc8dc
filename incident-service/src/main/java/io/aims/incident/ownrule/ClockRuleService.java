package io.aims.incident.ownrule;

import java.time.Clock;
import java.util.Set;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.jspecify.annotations.Nullable;

import io.aims.incident.duty.ReportForms;
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

/** What people do with their organisation's own rules. */
@ApplicationScoped
class ClockRuleService {
  private static final int MOST = 200;
  private final Transactions transactions;
  private final OwnClockRules rules;
  private final AdoptionPolicy policy;
  private final EventLog eventLog;
  private final References references;
  private final History history;
  private final Ids ids;
  private final Clock clock;

  ClockRuleService(Transactions transactions, OwnClockRules rules, RuleBook book, EventLog eventLog,
      References references, History history, Ids ids, Clock clock) {
    this.transactions = transactions;
    this.rules = rules;
    this.policy = new AdoptionPolicy(book.published(), ReportForms.load().names());
    this.eventLog = eventLog;
    this.references = references;
    this.history = history;
    this.ids = ids;
    this.clock = clock;
  }

  Uni<OwnClockRuleView> adopt(Caller person, AdoptClockRule request) {
    return transactions.in(person.tenant(), () -> rules.count("state", OwnClockRule.State.IN_FORCE)
        .invoke(ClockRuleService::refuseTooMany)
        .chain(() -> references.next(person.tenant(), "CLR"))
        .chain(reference -> {
          var rule = OwnClockRule.adopt(ids.next(), person.tenant(), policy.check(request.rule(reference)),
              clock.instant());
          return eventLog.record(rule, rule.adopted(), Cause.of(person, request.reason()));
        })
        .map(OwnClockRuleView::of));
  }

  Uni<OwnClockRuleView> retire(Caller person, UUID id, @Nullable IfMatch condition, String reason) {
    return transactions.in(person.tenant(), () -> rules.get(id)
        .map(rule -> IfMatch.check(condition, rule))
        .chain(rule -> eventLog.record(rule, rule.retire(), Cause.of(person, reason)))
        .map(OwnClockRuleView::of));
  }

  Uni<OwnClockRuleView> read(Caller caller, UUID id) {
    return transactions.in(caller.tenant(), () -> rules.get(id).map(OwnClockRuleView::of));
  }

  Uni<Page<OwnClockRuleView.Summary>> list(Caller caller, OwnClockRule.@Nullable State state, PageRequest page) {
    return transactions.in(caller.tenant(), () -> rules.list(state, page));
  }

  Uni<Page<History.Entry>> history(Caller caller, UUID id, PageRequest page) {
    return transactions.in(caller.tenant(), () -> history.of(caller.tenant(), id, ClockRuleResource.WHAT, page));
  }

  private static void refuseTooMany(long inForce) {
    if (inForce >= MOST) {
      throw new Refusal.NotAllowedNow("a further rule", MOST + " rules in force", Set.of("retirement"));
    }
  }
}
