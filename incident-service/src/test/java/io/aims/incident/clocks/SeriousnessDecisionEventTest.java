package io.aims.incident.clocks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.aims.contracts.Contracts;
import io.aims.incident.duty.Harm;
import io.aims.platform.event.EventType;
import io.aims.platform.test.EventContract;
import io.aims.platform.test.RealEngines;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
@QuarkusTestResource(value = RealEngines.class, initArgs = @ResourceArg(name = "context", value = "incident"))
class SeriousnessDecisionEventTest {
  @Inject
  ObjectMapper json;

  @Test
  void each_event_keeps_to_its_published_schema() {
    assertThat(events()).allSatisfy(
        event -> assertThat(EventContract.violations(type(event.getClass()), event, json)).as(event.toString())
            .isEmpty());
  }

  @Test
  void no_event_is_left_out() {
    assertThat(events().map(Object::getClass).collect(Collectors.<Class<?>>toSet()))
        .containsExactlyInAnyOrder(SeriousnessDecisionEvent.class.getPermittedSubclasses());
  }

  @Test
  void each_published_example_is_valid() throws Exception {
    for (var permitted : SeriousnessDecisionEvent.class.getPermittedSubclasses()) {
      assertThat(EventContract.violations(json.readTree(Contracts.example(type(permitted))))).as(type(permitted))
          .isEmpty();
    }
  }

  static Stream<SeriousnessDecisionEvent> events() {
    var now = Instant.parse("2026-11-20T10:00:00Z");
    var first = SeriousnessDecision.make(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID(),
        null, StartPolicyTest.provider(now, Harm.values()), UUID.randomUUID(), "because", now);
    var second = SeriousnessDecision.make(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID(),
        first, StartPolicyTest.provider(now), UUID.randomUUID(), "because", now);
    return Stream.of(first.made(), second.made());
  }

  private static String type(Class<?> event) {
    return event.getAnnotation(EventType.class).value();
  }
}
