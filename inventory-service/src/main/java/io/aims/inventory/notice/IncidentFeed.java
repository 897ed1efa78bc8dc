package io.aims.inventory.notice;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jspecify.annotations.Nullable;

import io.aims.platform.inbox.Feed;
import io.aims.platform.inbox.Inbox;
import io.aims.platform.inbox.ReceivedEvent;
import io.smallrye.mutiny.Uni;

/** Listens to the incident service: what hooks have told of models, data sets and prompts. */
@ApplicationScoped
class IncidentFeed implements Feed {
  private final Inbox inbox;
  private final ModelNotices notices;

  IncidentFeed(Inbox inbox, ModelNotices notices) {
    this.inbox = inbox;
    this.notices = notices;
  }

  record Received(UUID systemId, UUID sourceId, String profile, String subject, String name, @Nullable String version,
      String action, String aspect, Map<String, String> facts, @Nullable Instant at) {}

  @Override
  public String name() {
    return "incident";
  }

  @Override
  public String source() {
    return "incident-service";
  }

  @Incoming("incident-events")
  Uni<Void> on(ConsumerRecord<String, byte[]> message) {
    return inbox.receive(this, message);
  }

  @Override
  public Uni<Void> apply(ReceivedEvent event) {
    return event.type().equals("aims.incident.model-notice.received.v1")
        ? notices.persist(new ModelNotice(event, event.dataAs(Received.class))).replaceWithVoid()
        : Uni.createFrom().voidItem();
  }
}
