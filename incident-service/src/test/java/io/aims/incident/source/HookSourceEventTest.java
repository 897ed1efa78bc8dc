package io.aims.incident.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.aims.incident.authenticity.Authentication;
import io.aims.incident.mapping.ReplayFigures;
import io.aims.incident.mapping.Rule;
import io.aims.incident.mapping.Rule.By;
import io.aims.platform.event.EventType;
import io.aims.platform.test.EventContract;
import io.aims.platform.test.RealEngines;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
@QuarkusTestResource(value = RealEngines.class, initArgs = @ResourceArg(name = "context", value = "incident"))
class HookSourceEventTest {
  @Inject
  ObjectMapper json;

  @Test
  void events_keep_to_their_contract() {
    assertThat(EventContract.breaches(HookSourceEvent.class, events(),
        type -> type.getAnnotation(EventType.class).value(), json))
        .isEmpty();
  }

  static Stream<HookSourceEvent> events() {
    return Stream.of(HookSourceTest.registered().registered(),
        new HookSourceEvent.MappingChanged(List.of(new Rule(By.LABEL, "namespace", "credit-*", UUID.randomUUID()))),
        HookSourceTest.shared().bind(UUID.randomUUID()), HookSourceTest.registered().share(),
        HookSourceTest.shared().registered(), HookSourceTest.shared().replayMapping(),
        HookSourceTest.shared().endReplay(new ReplayFigures(45, 12, 20, 3, 17)),
        new HookSourceEvent.SignalsMoved(List.of(new MovedSignal(UUID.randomUUID(), UUID.randomUUID()))),
        new HookSourceEvent.DeliveryRedacted(UUID.randomUUID(), "4".repeat(64)),
        new HookSourceEvent.Disabled(),
        new HookSourceEvent.Enabled(),
        new HookSourceEvent.CredentialIssued(UUID.randomUUID(), Authentication.GRAFANA_HMAC),
        new HookSourceEvent.CredentialRetired(UUID.randomUUID()));
  }
}
