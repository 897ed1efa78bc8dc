package io.aims.audit.proposal;

import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.jspecify.annotations.Nullable;

import io.aims.platform.event.Cause;
import io.aims.platform.event.EventLog;
import io.aims.platform.inbox.ReceivedEvent;
import io.aims.platform.time.Ids;
import io.smallrye.mutiny.Uni;

/** Takes in what reviews of incidents propose, each once; in the caller's transaction. */
@ApplicationScoped
public class Intake {
  private final ActionProposals proposals;
  private final EventLog eventLog;
  private final Ids ids;
  private final Clock clock;

  Intake(ActionProposals proposals, EventLog eventLog, Ids ids, Clock clock) {
    this.proposals = proposals;
    this.eventLog = eventLog;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * What a review asks for.
   *
   * @param ownerId who shall carry it out; null when the review leaves that open, as with the day
   */
  public record Proposal(UUID incidentId, UUID systemId, @Nullable UUID ownerId, @Nullable LocalDate dueOn) {}

  /** Takes {@code proposal} in, as {@code event} brings it; the case goes on. */
  public Uni<Void> take(Proposal proposal, ReceivedEvent event) {
    return proposals.holds(event.aggregateId())
        .chain(held -> held ? Uni.createFrom().voidItem() : add(proposal, event));
  }

  private Uni<Void> add(Proposal proposal, ReceivedEvent event) {
    var received = new ActionProposal(ids.next(), event.tenant(), event.aggregateId(), event.correlationId(), proposal,
        event.actor(), event.time(), clock.instant());
    return eventLog.record(received, received.received(), Cause.of("audit-service", event)).replaceWithVoid();
  }
}
