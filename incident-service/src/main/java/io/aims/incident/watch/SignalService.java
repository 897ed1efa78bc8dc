package io.aims.incident.watch;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.hibernate.LockMode;
import org.jspecify.annotations.Nullable;

import io.aims.incident.opening.Openings;
import io.aims.incident.opening.Withholding;
import io.aims.platform.event.Cause;
import io.aims.platform.event.EventLog;
import io.aims.platform.event.History;
import io.aims.platform.identity.Caller;
import io.aims.platform.refusal.Constraints;
import io.aims.platform.refusal.Refusal;
import io.aims.platform.tenancy.Transactions;
import io.aims.platform.time.Ids;
import io.aims.platform.web.IfMatch;
import io.aims.platform.web.Page;
import io.aims.platform.web.PageRequest;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;

/** What people do with signals: look at them, not hear of them for a while, and say how they are listened to. */
@ApplicationScoped
class SignalService {
  private final Transactions transactions;
  private final WatchedSignals signals;
  private final Openings openings;
  private final Withholding withholding;
  private final EventLog eventLog;
  private final History history;
  private final Ids ids;
  private final Clock clock;

  SignalService(Transactions transactions, WatchedSignals signals, Openings openings, Withholding withholding,
      EventLog eventLog, History history, Ids ids, Clock clock) {
    this.transactions = transactions;
    this.signals = signals;
    this.openings = openings;
    this.withholding = withholding;
    this.eventLog = eventLog;
    this.history = history;
    this.ids = ids;
    this.clock = clock;
  }

  Uni<Page<SignalView>> list(Caller caller, WatchedSignals.Filter filter, PageRequest page) {
    return transactions.in(caller.tenant(), () -> signals.list(filter, page));
  }

  Uni<SignalView> read(Caller caller, UUID id) {
    return transactions.in(caller.tenant(), () -> signals.get(id)).map(WatchedSignal::view);
  }

  Uni<SignalView> snooze(Caller person, UUID id, Instant until, String reason) {
    var cause = Cause.of(person, reason);
    return transactions.in(person.tenant(), () -> signals.get(id)
        .call(() -> snoozeOf(id).chain(earlier -> {
          if (earlier != null) {
            return eventLog.record(earlier, earlier.again(until, clock.instant()), cause);
          }
          var first = Snooze.until(id, person.tenant(), until, clock.instant());
          return eventLog.record(first, first.snoozed(), cause)
              .onFailure(Constraints.violated("snooze_pkey"))
              .transform(lost -> new Refusal.Stale());
        }))
        .call(() -> signals.snooze(person.tenant(), id, until))
        .map(signal -> signal.view().snoozed(until)));
  }

  /** What fires is looked at now. */
  Uni<SignalView> endSnooze(Caller person, UUID id, String reason) {
    return transactions.in(person.tenant(), () -> signals.get(id)
        .chain(signal -> snoozeOf(id)
            .onItem()
            .ifNull()
            .failWith(Snooze::nothingToEnd)
            .chain(snooze -> eventLog.record(snooze, snooze.end(clock.instant()), Cause.of(person, reason)))
            .call(snooze -> signals.snooze(person.tenant(), id, snooze.until()))
            .map(snooze -> signal.view().snoozed(snooze.until()))));
  }

  /** Locked: whoever comes last is who is right. */
  private static Uni<@Nullable Snooze> snoozeOf(UUID id) {
    return Panache.getSession().chain(session -> session.find(Snooze.class, id, LockMode.PESSIMISTIC_WRITE));
  }

  /** By whom and until when it was snoozed, and who has ended that; of a signal that never was, nothing. */
  Uni<Page<History.Entry>> history(Caller caller, UUID id, PageRequest page) {
    return transactions.in(caller.tenant(), () -> signals.get(id)
        .chain(() -> history.of(caller.tenant(), id, SignalResource.WHAT, page)
            .onFailure(Refusal.NotFound.class)
            .recoverWithItem(new Page<>(List.of(), null))));
  }

  Uni<Page<History.Entry>> rulesHistory(Caller caller, UUID sourceId, PageRequest page) {
    return transactions.in(caller.tenant(), () -> find(sourceId)
        .map(found -> Refusal.orNotFound(found, SignalRulesResource.WHAT))
        .chain(found -> history.of(caller.tenant(), found.id(), SignalRulesResource.WHAT, page)));
  }

  /** The rules of a source; null while the usual ones count. */
  Uni<@Nullable SignalRules> rules(Caller caller, UUID sourceId) {
    return transactions.in(caller.tenant(), () -> find(sourceId));
  }

  /** The first rules need no condition, because there is nothing that could be lost. */
  Uni<SignalRules> listen(Caller person, UUID sourceId, @Nullable IfMatch condition, Rules rules, String reason) {
    return transactions.in(person.tenant(), () -> openings.change(person.tenant())
        .chain(() -> find(sourceId))
        .chain(found -> listen(person, sourceId, found, condition, rules, Cause.of(person, reason)))
        .call(set -> withholding.reconsider(person.tenant(), set.id(), sourceId, clock.instant())));
  }

  private Uni<SignalRules> listen(Caller person, UUID sourceId, @Nullable SignalRules found,
      @Nullable IfMatch condition, Rules rules, Cause cause) {
    if (found != null) {
      return eventLog.record(found, IfMatch.check(condition, found).changeTo(rules), cause);
    }
    var first = SignalRules.set(ids.next(), person.tenant(), sourceId, rules, clock.instant());
    return eventLog.record(first, first.changed(), cause)
        .onFailure(Constraints.violated("signal_rules_source"))
        .transform(unknown -> new Refusal.NotFound("hook source"))
        .onFailure(Constraints.violated("signal_rules_of_source"))
        .transform(lost -> new Refusal.Stale());
  }

  private static Uni<@Nullable SignalRules> find(UUID sourceId) {
    return Panache.getSession()
        .chain(session -> session.createQuery("from SignalRules where sourceId = :source", SignalRules.class)
            .setParameter("source", sourceId)
            .getSingleResultOrNull());
  }
}
