package io.aims.audit.incident;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jspecify.annotations.Nullable;

import io.aims.audit.nonconformity.Recurrences;
import io.aims.audit.origin.Origins;
import io.aims.audit.proposal.Intake;
import io.aims.audit.proposal.ReviewAuthors;
import io.aims.platform.inbox.Inbox;
import io.aims.platform.inbox.Projection;
import io.aims.platform.inbox.ReceivedEvent;
import io.smallrye.mutiny.Uni;

/**
 * Lets incidents have their effect: which there are and which case each opened, what their reviews propose, and whose
 * remedy has not kept them from happening again.
 */
@ApplicationScoped
class IncidentFeed implements Projection {
  private final Inbox inbox;
  private final Origins origins;
  private final Recurrences recurrences;
  private final Intake intake;
  private final ReviewAuthors authors;

  IncidentFeed(Inbox inbox, Origins origins, Recurrences recurrences, Intake intake,
      ReviewAuthors authors) {
    this.inbox = inbox;
    this.origins = origins;
    this.recurrences = recurrences;
    this.intake = intake;
    this.authors = authors;
  }

  record Opened(@Nullable UUID systemId, @Nullable UUID recurrenceOf, @Nullable UUID splitFrom) {}

  /** What this feed reads of an incident that is merged into another one. */
  record Merged(UUID into) {
    Merged {
      Objects.requireNonNull(into, "into");
    }
  }

  /** What this feed reads of a corrective action that a review proposes. */
  record ActionProposed(UUID incidentId, UUID systemId, @Nullable UUID ownerId, @Nullable LocalDate dueOn) {
    ActionProposed {
      Objects.requireNonNull(incidentId, "incidentId");
      Objects.requireNonNull(systemId, "systemId");
    }
  }

  @Override
  public String name() {
    return "incidents";
  }

  @Override
  public String source() {
    return "incident-service";
  }

  @Incoming("incidents")
  Uni<Void> on(ConsumerRecord<String, byte[]> message) {
    return inbox.receive(this, message);
  }

  @Override
  public Uni<Void> forget(UUID tenant, UUID aggregate) {
    return origins.forgetIncident(tenant, aggregate).chain(() -> authors.forget(tenant, aggregate));
  }

  @Override
  public Uni<Void> apply(ReceivedEvent event) {
    return switch (event.type()) {
      case "aims.incident.incident.opened.v1" -> opened(event, event.dataAs(Opened.class));
      case "aims.incident.incident.merged.v1" ->
        merged(event, event.dataAs(Merged.class)).chain(() -> reconsider(event));
      case "aims.incident.incident.dismissed.v1" ->
        origins.ended(true, event).chain(() -> reconsider(event)).chain(() -> itself(false, event));
      case "aims.incident.incident.reopened.v1" ->
        authors.begunAnew(event)
            .chain(() -> origins.ended(false, event))
            .chain(() -> reconsider(event))
            .chain(() -> itself(true, event));
      case "aims.incident.incident.relapsed.v1" ->
        authors.begunAnew(event).chain(() -> again(event.aggregateId(), event));
      case "aims.incident.incident.reviewed.v1" -> authors.wrote(event);
      case "aims.incident.review.action-proposed.v1" -> proposed(event, event.dataAs(ActionProposed.class));
      default -> Uni.createFrom().voidItem();
    };
  }

  /** Proposals and recurrences are decisions with events of their own: they are not made anew. */
  @Override
  public Uni<Void> retrace(ReceivedEvent event) {
    return switch (event.type()) {
      case "aims.incident.incident.opened.v1" -> learn(event, event.dataAs(Opened.class));
      case "aims.incident.incident.merged.v1" -> merged(event, event.dataAs(Merged.class));
      case "aims.incident.incident.dismissed.v1" -> origins.ended(true, event);
      case "aims.incident.incident.reopened.v1" ->
        authors.begunAnew(event).chain(() -> origins.ended(false, event));
      case "aims.incident.incident.relapsed.v1" -> authors.begunAnew(event);
      case "aims.incident.incident.reviewed.v1" -> authors.wrote(event);
      default -> Uni.createFrom().voidItem();
    };
  }

  /**
   * What becomes of an incident becomes of what it was split from and of what it has taken in. Their news come in any order,
   * so that each of them leads here.
   */
  private Uni<Void> reconsider(ReceivedEvent event) {
    return origins.wholes(event.tenant(), event.aggregateId()).chain(wholes -> {
      var chain = Uni.createFrom().voidItem();
      for (var whole : wholes) {
        chain = chain.chain(() -> origins.lineage(event.tenant(), whole.recurrenceOf()))
            .chain(earlier -> recurrences.reconsider(earlier, whole.incidentId(), whole.goesOn(), event));
      }
      return chain;
    });
  }

  private Uni<Void> opened(ReceivedEvent event, Opened opened) {
    var learned = learn(event, opened);
    if (opened.recurrenceOf() != null) {
      return learned.chain(() -> again(opened.recurrenceOf(), event));
    }
    return opened.splitFrom() == null ? learned : learned.chain(() -> reconsider(event));
  }

  /** What {@code incident} was has happened again: as another incident, or as a relapse of the same. */
  private Uni<Void> again(UUID incident, ReceivedEvent news) {
    return origins.lineage(news.tenant(), incident).chain(earlier -> recurrences.of(earlier, news));
  }

  /** What had relapsed turns out to be none, or one after all. */
  private Uni<Void> itself(boolean goesOn, ReceivedEvent news) {
    return recurrences.reconsider(List.of(news.aggregateId()), news.aggregateId(), goesOn, news);
  }

  private Uni<Void> learn(ReceivedEvent event, Opened opened) {
    return origins.learn(new Origins.KnownIncident(event.aggregateId(), event.correlationId(), opened.systemId()),
        new Origins.Descent(opened.recurrenceOf(), opened.splitFrom()), event);
  }

  private Uni<Void> merged(ReceivedEvent event, Merged merged) {
    return origins.merged(event.aggregateId(), merged.into(), event);
  }

  private Uni<Void> proposed(ReceivedEvent event, ActionProposed proposed) {
    return intake.take(new Intake.Proposal(proposed.incidentId(), proposed.systemId(), proposed.ownerId(),
        proposed.dueOn()), event);
  }
}
