package io.aims.risk.risk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.aims.platform.event.EventType;
import io.aims.platform.test.EventContract;
import io.aims.platform.test.RealEngines;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;

/** Holds the events against their published schemas, as the service's own mapper writes them. */
@QuarkusTest
@QuarkusTestResource(value = RealEngines.class, initArgs = @ResourceArg(name = "context", value = "risk"))
class RiskEventTest {
  @Inject
  ObjectMapper mapper;

  @Test
  void events_keep_to_their_contract() {
    assertThat(
        EventContract.breaches(RiskEvent.class, events(), type -> type.getAnnotation(EventType.class).value(), mapper))
        .isEmpty();
  }

  static Stream<RiskEvent> events() {
    var organisationWide = Risk.identify(UUID.randomUUID(),
        new Risk.Origin(UUID.randomUUID(), null, null, null), "RSK-0002",
        new RiskStatement(Theme.MISUSE, null, null, "Shadow use", "No rules", "Leaks"), UUID.randomUUID(), "ada",
        RiskTest.NOW);
    return Stream.concat(Stream.of(organisationWide.identified()), RiskTest.events());
  }
}
