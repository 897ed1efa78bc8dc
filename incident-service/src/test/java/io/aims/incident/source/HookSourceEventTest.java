package io.aims.incident.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.aims.contracts.Contracts;
import io.aims.incident.authenticity.Authentication;
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
  void each_event_keeps_to_its_published_schema() {
    assertThat(events()).allSatisfy(
        event -> assertThat(EventContract.violations(type(event.getClass()), event, json)).as(event.toString())
            .isEmpty());
  }

  @Test
  void no_event_is_left_out() {
    assertThat(events().map(Object::getClass).collect(Collectors.<Class<?>>toSet()))
        .containsExactlyInAnyOrder(HookSourceEvent.class.getPermittedSubclasses());
  }

  @Test
  void each_published_example_is_valid() throws Exception {
    for (var permitted : HookSourceEvent.class.getPermittedSubclasses()) {
      assertThat(EventContract.violations(json.readTree(Contracts.example(type(permitted))))).as(type(permitted))
          .isEmpty();
    }
  }

  static Stream<HookSourceEvent> events() {
    return Stream.of(HookSourceTest.registered().registered(), new HookSourceEvent.Disabled(),
        new HookSourceEvent.Enabled(),
        new HookSourceEvent.CredentialIssued(UUID.randomUUID(), Authentication.GRAFANA_HMAC),
        new HookSourceEvent.CredentialRetired(UUID.randomUUID()));
  }

  private static String type(Class<?> event) {
    return event.getAnnotation(EventType.class).value();
  }
}
