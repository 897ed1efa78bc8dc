package io.aims.incident.clocks;

import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import java.util.function.BiFunction;

import jakarta.enterprise.context.ApplicationScoped;

import org.jspecify.annotations.Nullable;

import io.aims.incident.incident.IncidentRegister;
import io.aims.platform.event.Cause;
import io.aims.platform.event.EventLog;
import io.aims.platform.event.History;
import io.aims.platform.identity.Caller;
import io.aims.platform.tenancy.Transactions;
import io.aims.platform.web.IfMatch;
import io.aims.platform.web.Page;
import io.aims.platform.web.PageRequest;
import io.smallrye.mutiny.Uni;

/** What people do with clocks: look at them, and pause, resume or stop one with a reason. */
@ApplicationScoped
class ClockService {
  private final Transactions transactions;
  private final IncidentRegister incidents;
  private final RegulatoryClocks clocks;
  private final EventLog eventLog;
  private final History history;
  private final Clock clock;

  ClockService(Transactions transactions, IncidentRegister incidents, RegulatoryClocks clocks, EventLog eventLog,
      History history, Clock clock) {
    this.transactions = transactions;
    this.incidents = incidents;
    this.clocks = clocks;
    this.eventLog = eventLog;
    this.history = history;
    this.clock = clock;
  }

  Uni<ClockView> decide(Caller person, UUID incident, UUID id, @Nullable IfMatch condition, String reason,
      BiFunction<RegulatoryClock, Instant, ClockEvent> decision) {
    return transactions.in(person.tenant(), () -> clocks.get(incident, id)
        .map(found -> IfMatch.check(condition, found))
        .chain(found -> eventLog.record(found, decision.apply(found, clock.instant()),
            Cause.of(person, reason).inCase(found.caseId()))))
        .map(this::view);
  }

  Uni<ClockView> read(Caller caller, UUID incident, UUID id) {
    return transactions.in(caller.tenant(), () -> clocks.get(incident, id)).map(this::view);
  }

  Uni<Page<ClockView.Summary>> list(Caller caller, UUID incident, @Nullable ClockState state, PageRequest page) {
    return transactions.in(caller.tenant(),
        () -> incidents.get(incident).chain(found -> clocks.list(incident, state, page)));
  }

  /** Of all incidents, first due first. */
  Uni<Page<ClockView.Summary>> due(Caller caller, RegulatoryClocks.Filter filter, PageRequest page) {
    return transactions.in(caller.tenant(), () -> clocks.due(filter, clock.instant(), page));
  }

  Uni<Page<History.Entry>> history(Caller caller, UUID incident, UUID id, PageRequest page) {
    return transactions.in(caller.tenant(), () -> clocks.get(incident, id)
        .chain(found -> history.of(caller.tenant(), id, ClockResource.WHAT, page)));
  }

  private ClockView view(RegulatoryClock found) {
    return ClockView.of(found, clock.instant());
  }
}
