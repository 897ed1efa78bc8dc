package io.aims.incident.system;

import java.util.UUID;
import java.util.function.Consumer;

import jakarta.enterprise.context.ApplicationScoped;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jspecify.annotations.Nullable;

import io.aims.platform.inbox.Inbox;
import io.aims.platform.inbox.Projection;
import io.aims.platform.inbox.ReceivedEvent;
import io.smallrye.mutiny.Uni;

/** Listens to the inventory: which AI systems there are and where they run. */
@ApplicationScoped
class SystemFeed implements Projection {
  private final Inbox inbox;
  private final KnownSystems systems;

  SystemFeed(Inbox inbox, KnownSystems systems) {
    this.inbox = inbox;
    this.systems = systems;
  }

  record Facts(String reference, String name, String lifecycleStage, @Nullable UUID ownerId) {}

  record StageMoved(String to) {}

  record Unbound(UUID bindingId) {}

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

  @Override
  public Uni<Void> apply(ReceivedEvent event) {
    return switch (event.type()) {
      case "aims.inventory.ai-system.registered.v1" -> {
        var system = new KnownSystem(event.aggregateId(), event.tenant());
        describe(system, event.dataAs(Facts.class));
        yield systems.add(system);
      }
      case "aims.inventory.ai-system.changed.v1" -> change(event, known -> describe(known, event.dataAs(Facts.class)));
      case "aims.inventory.ai-system.stage-moved.v1" ->
        change(event, known -> known.moveTo(event.dataAs(StageMoved.class).to()));
      case "aims.inventory.ai-system.runtime-bound.v1" -> change(event, known -> known.bind(event.dataAs(Place.class)));
      case "aims.inventory.ai-system.runtime-unbound.v1" ->
        change(event, known -> known.unbind(event.dataAs(Unbound.class).bindingId()));
      default -> Uni.createFrom().voidItem();
    };
  }

  private static void describe(KnownSystem system, Facts facts) {
    system.describe(facts.reference(), facts.name(), facts.lifecycleStage(), facts.ownerId());
  }

  private Uni<Void> change(ReceivedEvent event, Consumer<KnownSystem> change) {
    return systems.find(event.aggregateId()).invoke(change).chain(systems::named);
  }
}
