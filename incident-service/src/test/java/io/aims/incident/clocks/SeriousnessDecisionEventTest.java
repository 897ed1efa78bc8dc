package io.aims.incident.clocks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.ObjectMapper;

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
  void events_keep_to_their_contract() {
    assertThat(EventContract.breaches(SeriousnessDecisionEvent.class, events(),
        type -> type.getAnnotation(EventType.class).value(), json))
        .isEmpty();
  }

  static Stream<SeriousnessDecisionEvent> events() {
    var now = Instant.parse("2026-11-20T10:00:00Z");
    var first = SeriousnessDecision.make(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID(),
        null, StartPolicyTest.provider(now, Harm.values()), UUID.randomUUID(), "because", now);
    var second = SeriousnessDecision.make(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID(),
        first, StartPolicyTest.provider(now), UUID.randomUUID(), "because", now);
    return Stream.of(first.made(), second.made());
  }
}
