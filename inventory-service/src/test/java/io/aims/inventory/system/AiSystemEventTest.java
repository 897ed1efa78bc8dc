package io.aims.inventory.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.aims.platform.event.EventType;
import io.aims.platform.test.EventContract;

class AiSystemEventTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void events_keep_to_their_contract() {
    assertThat(EventContract.breaches(AiSystemEvent.class, events(),
        type -> type.getAnnotation(EventType.class).value(), JSON))
        .isEmpty();
  }

  static Stream<AiSystemEvent> events() {
    var system = AiSystemTest.registered();
    return Stream.of(system.registered(), AiSystemEvent.Changed.of(system),
        new AiSystemEvent.StageMoved(LifecycleStage.INCEPTION, LifecycleStage.DESIGN_AND_DEVELOPMENT),
        new RuntimeBinding(UUID.randomUUID(), system,
            new RuntimePlace(BindingKind.ENDPOINT, null, null, null, "https://scoring.test", null)).bound(),
        new AiSystemEvent.RuntimeUnbound(UUID.randomUUID()));
  }
}
