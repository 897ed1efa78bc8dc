package io.aims.incident.concern;

import java.time.Clock;
import java.util.UUID;
import java.util.function.Function;

import jakarta.enterprise.context.ApplicationScoped;

import org.jspecify.annotations.Nullable;

import io.aims.incident.incident.IncidentRegister;
import io.aims.incident.link.KnownRisks;
import io.aims.incident.link.LinkedTo;
import io.aims.incident.link.Target;
import io.aims.platform.event.Cause;
import io.aims.platform.event.EventLog;
import io.aims.platform.identity.Caller;
import io.aims.platform.refusal.Refusal;
import io.aims.platform.tenancy.Transactions;
import io.aims.platform.time.Ids;
import io.aims.platform.web.IfMatch;
import io.smallrye.mutiny.Uni;

/** What handlers do with concerns. */
@ApplicationScoped
class HandlingService {
  private static final int FEWEST = 2;
  private final Transactions transactions;
  private final Concerns concerns;
  private final Messages messages;
  private final Exclusions exclusions;
  private final Reads reads;
  private final IncidentRegister incidents;
  private final KnownRisks risks;
  private final EventLog eventLog;
  private final Ids ids;
  private final Clock clock;
  private final ConcernTerms terms = ConcernTerms.load();

  HandlingService(Transactions transactions, Concerns concerns, Messages messages, Exclusions exclusions,
      Reads reads, IncidentRegister incidents, KnownRisks risks, EventLog eventLog, Ids ids, Clock clock) {
    this.transactions = transactions;
    this.concerns = concerns;
    this.messages = messages;
    this.exclusions = exclusions;
    this.reads = reads;
    this.incidents = incidents;
    this.risks = risks;
    this.eventLog = eventLog;
    this.ids = ids;
    this.clock = clock;
  }

  Uni<ConcernView> acknowledge(Caller person, UUID id, @Nullable IfMatch condition, String message) {
    return decide(person, id, condition, null, concern -> {
      var event = concern.acknowledge(message, terms, clock.instant());
      return say(person, concern, false, message).replaceWith(event);
    });
  }

  Uni<ConcernView> assess(Caller person, UUID id, @Nullable IfMatch condition, ConcernResource.AssessConcern request) {
    return decide(person, id, condition, null, concern -> Uni.createFrom()
        .item(concern.assess(request.priority(), request.finding(), person.personId(), clock.instant())));
  }

  Uni<ConcernView> handle(Caller person, UUID id, @Nullable IfMatch condition, String plan) {
    return decide(person, id, condition, null, concern -> Uni.createFrom().item(concern.handle(plan)));
  }

  Uni<ConcernView> close(Caller person, UUID id, @Nullable IfMatch condition, ConcernResource.Close request) {
    return decide(person, id, condition, request.reason(), concern -> {
      var event = concern.close(request.outcome(), request.reason(), request.feedback(), person.personId(),
          clock.instant());
      return say(person, concern, true, request.feedback()).replaceWith(event);
    });
  }

  Uni<ConcernView> lookAtRetaliation(Caller person, UUID id, @Nullable IfMatch condition,
      ConcernResource.LookAtRetaliation request) {
    return decide(person, id, condition, null, concern -> Uni.createFrom()
        .item(concern.lookAtRetaliation(request.status(), request.note(), request.followUpBy(), person.personId(),
            clock.instant())));
  }

  /** A message needs no condition: it goes behind what was said before. */
  Uni<ConcernView> answer(Caller person, UUID id, ConcernResource.AnswerConcern request) {
    return change(person, id, null, concern -> {
      var feedback = Boolean.TRUE.equals(request.feedback());
      var event = concern.answer(request.text(), feedback, clock.instant());
      return say(person, concern, feedback, request.text()).replaceWith(event);
    });
  }

  /** What is linked has to be known; whoever does not handle the concern is not even told that. */
  Uni<ConcernView> link(Caller person, UUID id, Links.Link link, @Nullable String reason) {
    return transactions.in(person.tenant(), () -> taken(person, id))
        .chain(() -> known(person.tenant(), link))
        .chain(() -> change(person, id, reason, concern -> Uni.createFrom().item(concern.link(link))));
  }

  /**
   * Who steps aside is away at once; of somebody else a second handler has to say it too, so that nobody gets a concern
   * for themselves alone.
   *
   * @return whether the person is away now
   */
  Uni<Boolean> exclude(Caller person, UUID id, UUID excluded, String reason) {
    return transactions.in(person.tenant(), () -> taken(person, id)
        .call(concern -> exclusions.add(concern, excluded, person.personId()))
        .chain(concern -> eventLog.record(concern, concern.exclude(), Cause.of(person, reason)))
        .call(this::requireTwo)
        .chain(concern -> exclusions.bars(concern, excluded)));
  }

  private Uni<Void> requireTwo(Concern concern) {
    return concerns.able(concern).invoke(able -> {
      if (able < FEWEST) {
        throw new Refusal.Invalid("personId", "must leave two people who can handle the concern");
      }
    }).replaceWithVoid();
  }

  private Uni<Void> known(UUID tenant, Links.Link link) {
    var known = switch (link.kind()) {
      case INCIDENT -> transactions.in(tenant, () -> incidents.get(link.id())).replaceWithVoid();
      case RISK -> risks.requireKnown(tenant, Target.of(LinkedTo.RISK, link.id().toString()));
    };
    return known.onFailure(Refusal.class).transform(unknown -> new Refusal.UnknownReference("id"));
  }

  private Uni<ConcernMessage> say(Caller person, Concern concern, boolean feedback, String text) {
    return messages.persist(
        ConcernMessage.ofHandler(ids.next(), concern, person.personId(), feedback, text, clock.instant()));
  }

  private Uni<ConcernView> decide(Caller person, UUID id, @Nullable IfMatch condition, @Nullable String reason,
      Function<Concern, Uni<ConcernEvent>> decision) {
    return change(person, id, reason, concern -> decision.apply(IfMatch.check(condition, concern)));
  }

  /** The answer shows the concern, so it is on record as a look. */
  private Uni<ConcernView> change(Caller person, UUID id, @Nullable String reason,
      Function<Concern, Uni<ConcernEvent>> decision) {
    return transactions.in(person.tenant(), () -> taken(person, id)
        .chain(concern -> decision.apply(concern)
            .chain(event -> eventLog.record(concern, event, Cause.of(person, reason))))
        .chain(concern -> reads.note(concern, person.personId(), ConcernResource.WHAT, clock.instant()))
        .map(concern -> ConcernView.of(concern, clock.instant())));
  }

  private Uni<Concern> taken(Caller person, UUID id) {
    return concerns.takenBy(person.personId(), person.tenant(), id);
  }
}
