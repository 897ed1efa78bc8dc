package io.aims.incident.unmapped;

import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.jspecify.annotations.Nullable;

import io.aims.incident.mapping.Rule;
import io.aims.incident.source.SourceMappings;
import io.aims.incident.system.KnownSystems;
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

/** What people do with signals whose system is not known. */
@ApplicationScoped
class UnmappedSignalService {
  private static final Duration PATIENCE = Duration.ofMillis(1500);
  private final Transactions transactions;
  private final UnmappedSignals signals;
  private final Unmapped queue;
  private final SourceMappings mappings;
  private final KnownSystems systems;
  private final EventLog eventLog;
  private final History history;
  private final Clock clock;

  UnmappedSignalService(Transactions transactions, UnmappedSignals signals, Unmapped queue, SourceMappings mappings,
      KnownSystems systems, EventLog eventLog, History history, Clock clock) {
    this.transactions = transactions;
    this.signals = signals;
    this.queue = queue;
    this.mappings = mappings;
    this.systems = systems;
    this.eventLog = eventLog;
    this.history = history;
    this.clock = clock;
  }

  /** By which of its names signals like this one find the same system in future. */
  record ByName(Rule.By by, @Nullable String label) {}

  Uni<Page<UnmappedSignalView.Summary>> list(Caller caller, UnmappedSignals.Filter filter, PageRequest page) {
    return transactions.in(caller.tenant(), () -> signals.list(filter, page));
  }

  Uni<UnmappedSignalView> read(Caller caller, UUID id) {
    return transactions.in(caller.tenant(), () -> signals.get(id)).map(UnmappedSignal::view);
  }

  Uni<Page<History.Entry>> history(Caller caller, UUID id, PageRequest page) {
    return transactions.in(caller.tenant(),
        () -> history.of(caller.tenant(), id, UnmappedSignalResource.WHAT, page));
  }

  /** Waits, outside of any transaction, until the system is known here; refuses when it stays unknown. */
  Uni<Void> awaitSystem(Caller person, UUID systemId) {
    return systems.unknown(person.tenant(), Set.of(systemId), PATIENCE).invoke(unknown -> {
      if (!unknown.isEmpty()) {
        throw new Refusal.UnknownReference("systemId");
      }
    }).replaceWithVoid();
  }

  Uni<UnmappedSignalView> assign(Caller person, UUID id, @Nullable IfMatch condition, UUID systemId,
      @Nullable ByName rule, String reason) {
    var cause = Cause.of(person, reason);
    return transactions.in(person.tenant(), () -> held(id, condition).call(signal -> {
      var lasting = rule == null ? null : signal.rule(rule.by(), rule.label(), systemId);
      return queue.announce(signal, Cause.of("incident-service"))
          .chain(() -> eventLog.record(signal, signal.assign(systemId), cause))
          .chain(() -> lasting == null
              ? mappings.requireShared(signal.sourceId(), "assignment")
              : mappings.add(signal.sourceId(), lasting, cause))
          .chain(() -> signals.arouse(person.tenant(), id, clock.instant()));
    })).map(UnmappedSignal::view);
  }

  Uni<UnmappedSignalView> dismiss(Caller person, UUID id, @Nullable IfMatch condition, String reason) {
    return transactions.in(person.tenant(), () -> held(id, condition)
        .call(signal -> queue.announce(signal, Cause.of("incident-service")))
        .chain(signal -> eventLog.record(signal, signal.dismiss(), Cause.of(person, reason))))
        .map(UnmappedSignal::view);
  }

  private Uni<UnmappedSignal> held(UUID id, @Nullable IfMatch condition) {
    return signals.hold(id).map(signal -> IfMatch.check(condition, signal));
  }
}
