package io.aims.risk.assessment;

import jakarta.enterprise.context.ApplicationScoped;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

import io.aims.platform.event.Cause;
import io.aims.platform.inbox.Feed;
import io.aims.platform.inbox.Inbox;
import io.aims.platform.inbox.ReceivedEvent;
import io.aims.risk.system.SystemDirectory;
import io.aims.risk.system.SystemFacts;
import io.smallrye.mutiny.Uni;

/** Learns of AI systems from inventory, and opens the assessment of each that is in scope. */
@ApplicationScoped
class SystemFeed implements Feed {
  private final Inbox inbox;
  private final SystemDirectory systems;
  private final RiskAssessmentService assessments;

  SystemFeed(Inbox inbox, SystemDirectory systems, RiskAssessmentService assessments) {
    this.inbox = inbox;
    this.systems = systems;
    this.assessments = assessments;
  }

  /** What this feed reads of a moved stage. */
  record StageMoved(String to) {}

  @Override
  public String name() {
    return "inventory";
  }

  @Incoming("inventory-events")
  Uni<Void> on(ConsumerRecord<String, byte[]> message) {
    return inbox.receive(this, message);
  }

  @Override
  public Uni<Void> apply(ReceivedEvent event) {
    return switch (event.type()) {
      case "aims.inventory.ai-system.registered.v1", "aims.inventory.ai-system.changed.v1" ->
        systems.learn(event.tenant(), event.aggregateId(), event.dataAs(SystemFacts.class))
            .chain(facts -> assessments.openFirst(event.tenant(), event.aggregateId(), facts,
                Cause.of("risk-service", event)));
      case "aims.inventory.ai-system.stage-moved.v1" -> {
        var stage = event.dataAs(StageMoved.class).to();
        yield systems.correct(event.aggregateId(), facts -> facts.inStage(stage)).replaceWithVoid();
      }
      default -> Uni.createFrom().voidItem();
    };
  }
}
