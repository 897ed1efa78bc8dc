package io.aims.incident.treatment;

import java.util.Objects;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jspecify.annotations.Nullable;

import io.aims.incident.link.EffectFeed;
import io.aims.incident.review.Became;
import io.aims.incident.review.Outcomes;
import io.aims.platform.inbox.Feed;
import io.aims.platform.inbox.Inbox;
import io.aims.platform.inbox.ReceivedEvent;
import io.smallrye.mutiny.Uni;

/** Listens to the risk service: which proposals of reviews became a risk or a step of a treatment, and which were declined. */
@ApplicationScoped
class RiskFeed implements Feed {
  private static final String SERVICE = "risk-service";
  private final Inbox inbox;
  private final Outcomes outcomes;
  private final EffectFeed effects;

  RiskFeed(Inbox inbox, Outcomes outcomes, EffectFeed effects) {
    this.inbox = inbox;
    this.outcomes = outcomes;
    this.effects = effects;
  }

  /** What this feed reads of an accepted proposal; without an action it is the risk itself. */
  record Accepted(UUID proposalId, UUID riskId, @Nullable UUID actionId) {
    Accepted {
      Objects.requireNonNull(proposalId, "proposalId");
      Objects.requireNonNull(riskId, "riskId");
    }

    Became became() {
      return actionId == null
          ? new Became(SERVICE, "risk", riskId, null)
          : new Became(SERVICE, "treatment-action", actionId, riskId);
    }
  }

  /** What this feed reads of a declined one. */
  record Declined(UUID proposalId) {
    Declined {
      Objects.requireNonNull(proposalId, "proposalId");
    }
  }

  @Override
  public String name() {
    return "risk";
  }

  @Override
  public String source() {
    return SERVICE;
  }

  /** Two feeds listen to one topic, each with a progress of its own: one of them can be made anew. */
  @Incoming("risk-events")
  Uni<Void> on(ConsumerRecord<String, byte[]> message) {
    return inbox.receive(this, message).chain(() -> inbox.receive(effects, message));
  }

  @Override
  public Uni<Void> apply(ReceivedEvent event) {
    return switch (event.type()) {
      case "aims.risk.proposal.accepted.v1" -> {
        var accepted = event.dataAs(Accepted.class);
        yield outcomes.accepted(accepted.proposalId(), accepted.became(), event);
      }
      case "aims.risk.proposal.declined.v1" ->
        outcomes.declined(event.dataAs(Declined.class).proposalId(), event);
      default -> Uni.createFrom().voidItem();
    };
  }
}
