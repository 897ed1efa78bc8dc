package io.aims.incident.incident;

import java.util.function.Function;

import jakarta.enterprise.context.ApplicationScoped;

import io.aims.platform.tenancy.Transactions;
import io.aims.platform.web.IfMatch;
import io.smallrye.mutiny.Uni;

/** Where people decide: it brings the incident as the person has seen it, and shows what became of it. */
@ApplicationScoped
class IncidentDesk {
  private final Transactions transactions;
  private final Incidents incidents;
  private final IncidentLog log;
  private final IncidentViews views;

  IncidentDesk(Transactions transactions, Incidents incidents, IncidentLog log, IncidentViews views) {
    this.transactions = transactions;
    this.incidents = incidents;
    this.log = log;
    this.views = views;
  }

  /** Works on the incident of {@code request} in one transaction. */
  Uni<IncidentView> on(Request request, Function<Incident, Uni<Incident>> work) {
    return transactions.in(request.person().tenant(), () -> incidents.get(request.id())
        .map(incident -> IfMatch.check(request.condition(), incident))
        .chain(incident -> work.apply(incident))
        .chain(views::of));
  }

  /** Records what an incident decided because of {@code request}. */
  Uni<Incident> record(Request request, Incident incident, IncidentEvent event) {
    return log.record(incident, event, request.cause());
  }
}
