package io.aims.incident.nonconformity;

import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jspecify.annotations.Nullable;

import io.aims.incident.review.Became;
import io.aims.incident.review.Outcomes;
import io.aims.incident.review.Progress;
import io.aims.platform.inbox.Feed;
import io.aims.platform.inbox.Inbox;
import io.aims.platform.inbox.ReceivedEvent;
import io.smallrye.mutiny.Uni;

/**
 * Listens to the audit service: which nonconformities come of incidents, whether their corrective actions work, and what
 * became of those that reviews proposed.
 *
 * <p>A proposal and its nonconformity are two aggregates, whose news come in either order.
 */
@ApplicationScoped
class AuditFeed implements Feed {
  private final Inbox inbox;
  private final Nonconformities nonconformities;
  private final Outcomes outcomes;

  AuditFeed(Inbox inbox, Nonconformities nonconformities, Outcomes outcomes) {
    this.inbox = inbox;
    this.nonconformities = nonconformities;
    this.outcomes = outcomes;
  }

  record Raised(String reference, String originKind, @Nullable UUID originId, String grade) {}

  record EffectivenessVerified(boolean effective) {}

  /** What this feed reads of a corrective action that is planned or completed. */
  record Action(UUID actionId) {
    Action {
      Objects.requireNonNull(actionId, "actionId");
    }
  }

  record Recurred(boolean contradicted) {}

  record RecurrenceWithdrawn(boolean effectiveAgain) {}

  record RecurrenceJudged(boolean reopened) {}

  record Accepted(UUID proposalId, UUID nonconformityId, UUID actionId) {
    Accepted {
      Objects.requireNonNull(proposalId, "proposalId");
      Objects.requireNonNull(nonconformityId, "nonconformityId");
      Objects.requireNonNull(actionId, "actionId");
    }
  }

  record Declined(UUID proposalId) {
    Declined {
      Objects.requireNonNull(proposalId, "proposalId");
    }
  }

  @Override
  public String name() {
    return "audit";
  }

  @Override
  public String source() {
    return "audit-service";
  }

  @Incoming("audit-events")
  Uni<Void> on(ConsumerRecord<String, byte[]> message) {
    return inbox.receive(this, message);
  }

  @Override
  public Uni<Void> apply(ReceivedEvent event) {
    return switch (event.type()) {
      case "aims.audit.nonconformity.raised.v1" -> raised(event, event.dataAs(Raised.class));
      case "aims.audit.nonconformity.corrective-action-planned.v1" -> planned(event, event.dataAs(Action.class));
      case "aims.audit.nonconformity.corrective-action-completed.v1" ->
        outcomes.moved(event.dataAs(Action.class).actionId(), Progress.COMPLETED, event);
      case "aims.audit.nonconformity.effectiveness-verified.v1" ->
        verified(event, event.dataAs(EffectivenessVerified.class).effective());
      case "aims.audit.nonconformity.recurred.v1" -> recurred(event, event.dataAs(Recurred.class));
      case "aims.audit.nonconformity.recurrence-withdrawn.v1" ->
        withdrawn(event, event.dataAs(RecurrenceWithdrawn.class));
      case "aims.audit.nonconformity.recurrence-judged.v1" ->
        judged(event, !event.dataAs(RecurrenceJudged.class).reopened());
      case "aims.audit.action-proposal.accepted.v1" -> accepted(event, event.dataAs(Accepted.class));
      case "aims.audit.action-proposal.declined.v1" ->
        outcomes.declined(event.dataAs(Declined.class).proposalId(), event);
      default -> Uni.createFrom().voidItem();
    };
  }

  private Uni<Void> raised(ReceivedEvent event, Raised raised) {
    if (!raised.originKind().equals("INCIDENT") || raised.originId() == null) {
      return Uni.createFrom().voidItem();
    }
    return nonconformities.add(new LinkedNonconformity(event.aggregateId(), event.tenant(), raised.originId(),
        raised.reference(), raised.grade(), event.time()));
  }

  private Uni<Void> planned(ReceivedEvent event, Action action) {
    return linked(event, linked -> {}, () -> outcomes.begun(action.actionId(), event.aggregateId(), event));
  }

  private Uni<Void> verified(ReceivedEvent event, boolean effective) {
    return linked(event, linked -> linked.verified(effective), () -> outcomes.moved(event.aggregateId(),
        Progress.COMPLETED, effective ? Progress.EFFECTIVE : Progress.INEFFECTIVE, event));
  }

  private Uni<Void> recurred(ReceivedEvent event, Recurred recurred) {
    return recurred.contradicted()
        ? linked(event, LinkedNonconformity::contradict,
            () -> outcomes.moved(event.aggregateId(), Progress.EFFECTIVE, Progress.CONTRADICTED, event))
        : Uni.createFrom().voidItem();
  }

  private Uni<Void> withdrawn(ReceivedEvent event, RecurrenceWithdrawn withdrawn) {
    return withdrawn.effectiveAgain() ? judged(event, true) : Uni.createFrom().voidItem();
  }

  private Uni<Void> judged(ReceivedEvent event, boolean upheld) {
    return linked(event, linked -> linked.verified(upheld), () -> outcomes.moved(event.aggregateId(),
        Progress.CONTRADICTED, upheld ? Progress.EFFECTIVE : Progress.INEFFECTIVE, event));
  }

  private Uni<Void> accepted(ReceivedEvent event, Accepted accepted) {
    return outcomes.accepted(accepted.proposalId(),
        new Became("audit-service", "corrective-action", accepted.actionId(), accepted.nonconformityId()), event);
  }

  /** Of a nonconformity from elsewhere nothing is kept here. */
  private Uni<Void> linked(ReceivedEvent event, Consumer<LinkedNonconformity> change, Supplier<Uni<Void>> further) {
    return nonconformities.find(event.aggregateId())
        .onItem()
        .ifNotNull()
        .invoke(change)
        .chain(linked -> linked == null ? Uni.createFrom().voidItem() : further.get());
  }
}
