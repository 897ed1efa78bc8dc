package io.aims.risk.criteria;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

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
class RiskCriteriaEventTest {
  @Inject
  ObjectMapper mapper;

  @ParameterizedTest
  @MethodSource("events")
  void each_event_keeps_to_its_published_schema(RiskCriteriaEvent event) {
    var type = event.getClass().getAnnotation(EventType.class).value();

    assertThat(EventContract.violations(type, event, mapper)).isEmpty();
  }

  @Test
  void no_event_is_left_out() {
    var tested = events().map(Object::getClass).collect(Collectors.<Class<?>>toSet());

    assertThat(tested).containsExactlyInAnyOrder(RiskCriteriaEvent.class.getPermittedSubclasses());
  }

  static Stream<RiskCriteriaEvent> events() {
    return Stream
        .of(RiskCriteria.adopt(UUID.randomUUID(), UUID.randomUUID(), CriteriaTest.usual(), Instant.EPOCH).adopted());
  }
}
