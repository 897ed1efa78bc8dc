package io.aims.incident.incident;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.aims.contracts.Contracts;
import io.aims.incident.signal.Severity;
import io.aims.incident.signal.SignalStatus;
import io.aims.platform.event.EventType;
import io.aims.platform.test.EventContract;
import io.aims.platform.test.RealEngines;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
@QuarkusTestResource(value = RealEngines.class, initArgs = @ResourceArg(name = "context", value = "incident"))
class IncidentEventTest {
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
        .containsExactlyInAnyOrder(IncidentEvent.class.getPermittedSubclasses());
  }

  @Test
  void each_published_example_is_valid() throws Exception {
    for (var permitted : IncidentEvent.class.getPermittedSubclasses()) {
      assertThat(EventContract.violations(json.readTree(Contracts.example(type(permitted))))).as(type(permitted))
          .isEmpty();
    }
  }

  static Stream<IncidentEvent> events() {
    var by = IncidentTest.sighting(Severity.MAJOR, SignalStatus.FIRING, null);
    return Stream.of(IncidentTest.opened(by).opened(by), new IncidentEvent.Triaged(Severity.MAJOR, UUID.randomUUID()),
        new IncidentEvent.Contained(Containment.KILL_SWITCH), new IncidentEvent.Resolved(),
        IncidentEvent.Reviewed.of(true, "causes", "lessons"), new IncidentEvent.Closed(),
        new IncidentEvent.Dismissed());
  }

  private static String type(Class<?> event) {
    return event.getAnnotation(EventType.class).value();
  }
}
