package io.aims.inventory.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.aims.contracts.Contracts;
import io.aims.platform.event.EventType;
import io.aims.platform.test.EventContract;

class AiSystemEventTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @ParameterizedTest
  @MethodSource("events")
  void each_event_keeps_to_its_published_schema(AiSystemEvent event) {
    assertThat(EventContract.violations(type(event.getClass()), event, JSON)).isEmpty();
  }

  @Test
  void no_event_is_left_out() {
    var tested = events().map(Object::getClass).collect(Collectors.<Class<?>>toSet());

    assertThat(tested).containsExactlyInAnyOrder(AiSystemEvent.class.getPermittedSubclasses());
  }

  @Test
  void each_published_example_is_valid() throws Exception {
    for (var permitted : AiSystemEvent.class.getPermittedSubclasses()) {
      assertThat(EventContract.violations(JSON.readTree(Contracts.example(type(permitted)))))
          .as(permitted.getSimpleName())
          .isEmpty();
    }
  }

  static Stream<AiSystemEvent> events() {
    var system = AiSystemTest.registered();
    return Stream.of(system.registered(), AiSystemEvent.Changed.of(system),
        new AiSystemEvent.StageMoved(LifecycleStage.INCEPTION, LifecycleStage.DESIGN_AND_DEVELOPMENT),
        new RuntimeBinding(UUID.randomUUID(), system,
            new RuntimePlace(BindingKind.ENDPOINT, null, null, null, "https://scoring.test", null)).bound(),
        new AiSystemEvent.RuntimeUnbound(UUID.randomUUID()));
  }

  private static String type(Class<?> event) {
    return event.getAnnotation(EventType.class).value();
  }
}
