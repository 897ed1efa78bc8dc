package io.aims.risk.assessment;

import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

import io.aims.platform.event.Cause;
import io.aims.platform.inbox.Inbox;
import io.aims.platform.inbox.Projection;
import io.aims.platform.inbox.ReceivedEvent;
import io.aims.risk.system.SystemDirectory;
import io.aims.risk.system.SystemFacts;
import io.smallrye.mutiny.Uni;

/** Learns of AI systems from inventory, and opens the assessment of each that is in scope. */
@ApplicationScoped
class SystemFeed implements Projection {
  private static final String REGISTERED = "aims.inventory.ai-system.registered.v1";
  private static final String CHANGED = "aims.inventory.ai-system.changed.v1";
  private static final String STAGE_MOVED = "aims.inventory.ai-system.stage-moved.v1";
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

  @Override
  public String source() {
    return "inventory-service";
  }

  @Incoming("inventory-events")
  Uni<Void> on(ConsumerRecord<String, byte[]> message) {
    return inbox.receive(this, message);
  }

  @Override
  public Uni<Void> forget(UUID tenant, UUID aggregate) {
    return systems.forget(tenant, aggregate);
  }

  /** What is known of the system, without opening an assessment: that is no part of the read model. */
  @Override
  public Uni<Void> retrace(ReceivedEvent event) {
    return switch (event.type()) {
      case REGISTERED, CHANGED -> learn(event).replaceWithVoid();
      case STAGE_MOVED -> move(event);
      default -> Uni.createFrom().voidItem();
    };
  }

  @Override
  public Uni<Void> apply(ReceivedEvent event) {
    return switch (event.type()) {
      case REGISTERED, CHANGED -> learn(event).chain(facts -> assessments.openFirst(event.tenant(), event.aggregateId(),
          facts, Cause.of("risk-service", event)));
      case STAGE_MOVED -> move(event);
      default -> Uni.createFrom().voidItem();
    };
  }

  private Uni<SystemFacts> learn(ReceivedEvent event) {
    return systems.learn(event.tenant(), event.aggregateId(), event.dataAs(SystemFacts.class));
  }

  private Uni<Void> move(ReceivedEvent event) {
    var stage = event.dataAs(StageMoved.class).to();
    return systems.correct(event.aggregateId(), facts -> facts.inStage(stage)).replaceWithVoid();
  }
}
