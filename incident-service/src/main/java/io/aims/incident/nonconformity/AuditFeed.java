package io.aims.incident.nonconformity;

import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jspecify.annotations.Nullable;

import io.aims.platform.inbox.Feed;
import io.aims.platform.inbox.Inbox;
import io.aims.platform.inbox.ReceivedEvent;
import io.smallrye.mutiny.Uni;

/**
 * Listens to the audit service: which nonconformities come of incidents, and whether their corrective actions work.
 */
@ApplicationScoped
class AuditFeed implements Feed {
  private final Inbox inbox;
  private final Nonconformities nonconformities;

  AuditFeed(Inbox inbox, Nonconformities nonconformities) {
    this.inbox = inbox;
    this.nonconformities = nonconformities;
  }

  record Raised(String reference, String originKind, @Nullable UUID originId, String grade) {}

  record EffectivenessVerified(boolean effective) {}

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
      case "aims.audit.nonconformity.effectiveness-verified.v1" ->
        verified(event, event.dataAs(EffectivenessVerified.class));
      default -> Uni.createFrom().voidItem();
    };
  }

  private Uni<Void> raised(ReceivedEvent event, Raised raised) {
    if (!raised.originKind().equals("INCIDENT") || raised.originId() == null) {
      return Uni.createFrom().voidItem();
    }
    return nonconformities.add(new LinkedNonconformity(event.aggregateId(), event.tenant(), raised.originId(),
        raised.reference(), raised.grade()));
  }

  /** Of a nonconformity from elsewhere nothing is kept here. */
  private Uni<Void> verified(ReceivedEvent event, EffectivenessVerified verified) {
    return nonconformities.find(event.aggregateId())
        .onItem()
        .ifNotNull()
        .invoke(linked -> linked.verified(verified.effective()))
        .replaceWithVoid();
  }
}
