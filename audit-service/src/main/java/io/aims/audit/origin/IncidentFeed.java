package io.aims.audit.origin;

import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jspecify.annotations.Nullable;

import io.aims.platform.inbox.Inbox;
import io.aims.platform.inbox.Projection;
import io.aims.platform.inbox.ReceivedEvent;
import io.smallrye.mutiny.Uni;

/** Learns from incident-service which incidents there are and which case each of them opened. */
@ApplicationScoped
class IncidentFeed implements Projection {
  private final Inbox inbox;
  private final Origins origins;

  IncidentFeed(Inbox inbox, Origins origins) {
    this.inbox = inbox;
    this.origins = origins;
  }

  record Opened(@Nullable UUID systemId) {}

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
    return origins.forgetIncident(tenant, aggregate);
  }

  @Override
  public Uni<Void> apply(ReceivedEvent event) {
    return switch (event.type()) {
      case "aims.incident.incident.opened.v1" -> origins.learn(new Origins.KnownIncident(event.aggregateId(),
          event.correlationId(), event.dataAs(Opened.class).systemId()), event);
      default -> Uni.createFrom().voidItem();
    };
  }
}
