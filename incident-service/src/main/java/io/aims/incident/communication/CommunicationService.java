package io.aims.incident.communication;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.jspecify.annotations.Nullable;

import io.aims.incident.incident.IncidentRegister;
import io.aims.platform.event.Cause;
import io.aims.platform.event.EventLog;
import io.aims.platform.event.History;
import io.aims.platform.event.References;
import io.aims.platform.identity.Caller;
import io.aims.platform.tenancy.Transactions;
import io.aims.platform.time.Ids;
import io.aims.platform.web.IfMatch;
import io.aims.platform.web.Page;
import io.aims.platform.web.PageRequest;
import io.smallrye.mutiny.Uni;

/** What people do with communications; each belongs to the case of its incident. */
@ApplicationScoped
class CommunicationService {
  private static final String PREFIX = "COM";
  private final Transactions transactions;
  private final Communications communications;
  private final IncidentRegister incidents;
  private final EventLog eventLog;
  private final References references;
  private final History history;
  private final Ids ids;
  private final Clock clock;

  CommunicationService(Transactions transactions, Communications communications, IncidentRegister incidents,
      EventLog eventLog, References references, History history, Ids ids, Clock clock) {
    this.transactions = transactions;
    this.communications = communications;
    this.incidents = incidents;
    this.eventLog = eventLog;
    this.references = references;
    this.history = history;
    this.ids = ids;
    this.clock = clock;
  }

  Uni<CommunicationView> plan(Caller person, UUID incident, Recipient recipient, @Nullable Instant dueAt,
      @Nullable String reason) {
    return transactions.in(person.tenant(), () -> incidents.keep(incident)
        .chain(found -> references.next(person.tenant(), PREFIX)
            .map(reference -> Communication.plan(ids.next(), person.tenant(), reference, found, recipient, dueAt,
                clock.instant())))
        .chain(planned -> eventLog.record(planned, planned.planned(), cause(person, reason, planned)))
        .map(this::view));
  }

  Uni<CommunicationView> tell(Caller person, UUID incident, UUID id, @Nullable IfMatch condition,
      CommunicationResource.Tell request) {
    return transactions.in(person.tenant(), () -> communications.get(incident, id)
        .map(found -> IfMatch.check(condition, found))
        .chain(found -> eventLog.record(found, found.tell(said(person, request), clock.instant()),
            cause(person, request.reason(), found)))
        .map(this::view));
  }

  /** The correction is told and what it corrects is superseded, both or neither. */
  Uni<CommunicationView> correct(Caller person, UUID incident, UUID id, @Nullable IfMatch condition,
      CommunicationResource.Tell request) {
    return transactions.in(person.tenant(), () -> communications.get(incident, id)
        .map(found -> IfMatch.check(condition, found))
        .chain(found -> references.next(person.tenant(), PREFIX).chain(reference -> {
          var correction = found.correction(ids.next(), reference, clock.instant());
          var cause = cause(person, request.reason(), found);
          return eventLog.record(correction, correction.tell(said(person, request), clock.instant()), cause)
              .chain(() -> eventLog.record(found, found.supersede(correction.id()), cause))
              .replaceWith(correction);
        }))
        .map(this::view));
  }

  Uni<CommunicationView> cancel(Caller person, UUID incident, UUID id, @Nullable IfMatch condition, String reason) {
    return transactions.in(person.tenant(), () -> communications.get(incident, id)
        .map(found -> IfMatch.check(condition, found))
        .chain(found -> eventLog.record(found, found.cancel(), cause(person, reason, found)))
        .map(this::view));
  }

  Uni<CommunicationView> read(Caller caller, UUID incident, UUID id) {
    return transactions.in(caller.tenant(), () -> communications.get(incident, id)).map(this::view);
  }

  Uni<Page<CommunicationView.Summary>> list(Caller caller, UUID incident, @Nullable CommunicationState state,
      PageRequest page) {
    return transactions.in(caller.tenant(),
        () -> incidents.get(incident).chain(found -> communications.list(incident, state, page)));
  }

  /** Of all incidents, first due first. */
  Uni<Page<CommunicationView.Summary>> due(Caller caller, @Nullable CommunicationState state,
      @Nullable Instant dueBefore, PageRequest page) {
    return transactions.in(caller.tenant(), () -> communications.due(state, dueBefore, page));
  }

  Uni<Page<History.Entry>> history(Caller caller, UUID incident, UUID id, PageRequest page) {
    return transactions.in(caller.tenant(), () -> communications.get(incident, id)
        .chain(found -> history.of(caller.tenant(), id, CommunicationResource.WHAT, page)));
  }

  private static Told said(Caller person, CommunicationResource.Tell request) {
    return new Told(request.toldAt().truncatedTo(ChronoUnit.MICROS), request.channel(), request.content(),
        person.personId());
  }

  private static Cause cause(Caller person, @Nullable String reason, Communication communication) {
    return Cause.of(person, reason).inCase(communication.caseId());
  }

  private CommunicationView view(Communication communication) {
    return CommunicationView.of(communication, clock.instant());
  }
}
