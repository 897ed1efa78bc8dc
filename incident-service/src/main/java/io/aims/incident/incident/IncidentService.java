package io.aims.incident.incident;

import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;

import jakarta.enterprise.context.ApplicationScoped;

import org.jspecify.annotations.Nullable;

import io.aims.incident.nonconformity.Nonconformities;
import io.aims.incident.nonconformity.Nonconformity;
import io.aims.platform.event.Cause;
import io.aims.platform.event.EventLog;
import io.aims.platform.event.History;
import io.aims.platform.identity.Caller;
import io.aims.platform.tenancy.Transactions;
import io.aims.platform.web.IfMatch;
import io.aims.platform.web.Page;
import io.aims.platform.web.PageRequest;
import io.smallrye.mutiny.Uni;

/**
 * What people do with incidents: each use case loads, lets the incident decide, and records it as part of its case.
 */
@ApplicationScoped
class IncidentService {
  private final Transactions transactions;
  private final Incidents incidents;
  private final CountedSignals signals;
  private final Nonconformities nonconformities;
  private final EventLog eventLog;
  private final History history;

  IncidentService(Transactions transactions, Incidents incidents, CountedSignals signals,
      Nonconformities nonconformities, EventLog eventLog, History history) {
    this.transactions = transactions;
    this.incidents = incidents;
    this.signals = signals;
    this.nonconformities = nonconformities;
    this.eventLog = eventLog;
    this.history = history;
  }

  /** What a person decides about an incident, given the nonconformities that came of it. */
  @FunctionalInterface
  interface Decision extends BiFunction<Incident, List<Nonconformity>, IncidentEvent> {}

  Uni<IncidentView> decide(Caller person, UUID id, @Nullable IfMatch condition, String reason, Decision decision) {
    return transactions.in(person.tenant(), () -> incidents.get(id)
        .map(incident -> IfMatch.check(condition, incident))
        .chain(incident -> nonconformities.of(id)
            .map(linked -> decision.apply(incident, linked))
            .chain(event -> eventLog.record(incident, event, Cause.of(person, reason).inCase(incident.caseId()))))
        .chain(this::view));
  }

  Uni<IncidentView> read(Caller caller, UUID id) {
    return transactions.in(caller.tenant(), () -> incidents.get(id).chain(this::view));
  }

  Uni<Page<IncidentView.Summary>> list(Caller caller, Incidents.Filter filter, PageRequest page) {
    return transactions.in(caller.tenant(), () -> incidents.list(filter, page));
  }

  Uni<Page<History.Entry>> history(Caller caller, UUID id, PageRequest page) {
    return transactions.in(caller.tenant(), () -> history.of(caller.tenant(), id, IncidentResource.WHAT, page));
  }

  private Uni<IncidentView> view(Incident incident) {
    return signals.of(incident.id())
        .chain(counted -> nonconformities.of(incident.id())
            .map(linked -> IncidentView.of(incident, counted, linked)));
  }
}
