package io.aims.audit.origin;

import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

import io.aims.platform.inbox.Inbox;
import io.aims.platform.inbox.Projection;
import io.aims.platform.inbox.ReceivedEvent;
import io.smallrye.mutiny.Uni;

/** Learns from inventory-service which AI systems there are. */
@ApplicationScoped
class SystemFeed implements Projection {
  private final Inbox inbox;
  private final Origins origins;

  SystemFeed(Inbox inbox, Origins origins) {
    this.inbox = inbox;
    this.origins = origins;
  }

  @Override
  public String name() {
    return "systems";
  }

  @Override
  public String source() {
    return "inventory-service";
  }

  @Incoming("systems")
  Uni<Void> on(ConsumerRecord<String, byte[]> message) {
    return inbox.receive(this, message);
  }

  @Override
  public Uni<Void> forget(UUID tenant, UUID aggregate) {
    return origins.forgetSystem(tenant, aggregate);
  }

  @Override
  public Uni<Void> apply(ReceivedEvent event) {
    return switch (event.type()) {
      case "aims.inventory.ai-system.registered.v1" -> origins.learnSystem(event);
      default -> Uni.createFrom().voidItem();
    };
  }
}
