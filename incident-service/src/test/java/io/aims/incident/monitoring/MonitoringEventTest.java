package io.aims.incident.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.aims.contracts.Contracts;
import io.aims.incident.monitoring.Findings.Conclusion;
import io.aims.platform.event.DomainEvent;
import io.aims.platform.event.EventType;
import io.aims.platform.test.EventContract;
import io.aims.platform.test.RealEngines;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
@QuarkusTestResource(value = RealEngines.class, initArgs = @ResourceArg(name = "context", value = "incident"))
class MonitoringEventTest {
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
        .containsExactlyInAnyOrderElementsOf(permitted().toList());
  }

  @Test
  void each_published_example_is_valid() throws Exception {
    for (var permitted : permitted().toList()) {
      assertThat(EventContract.violations(json.readTree(Contracts.example(type(permitted))))).as(type(permitted))
          .isEmpty();
    }
  }

  private static Stream<Class<?>> permitted() {
    return Stream.of(PlanEvent.class, RoundEvent.class)
        .flatMap(sealed -> Arrays.stream(sealed.getPermittedSubclasses()));
  }

  private static Stream<DomainEvent> events() {
    var plan = MonitoringPlanTest.draft();
    var now = MonitoringPlanTest.NOW;
    var drafted = plan.drafted();
    var revised = plan.revise(MonitoringPlanTest.content(), MonitoringPlanTest.AUTHOR);
    var approved = plan.approve(2, MonitoringPlanTest.APPROVER, now);
    var opening = plan.open(UUID.randomUUID(), now).orElseThrow();
    var round = opening.round();
    var late = MonitoringPlanTest.round();
    return Stream.of(drafted, revised, approved, opening.event(), plan.retire(), round.opened(),
        round.complete(MonitoringPlanTest.findings("0.2", Conclusion.ACTION_NEEDED, "It is off"), null),
        round.link(UUID.randomUUID()), late.ring(now.plus(30, ChronoUnit.DAYS)).orElseThrow(),
        late.complete(MonitoringPlanTest.findings("0.1", Conclusion.AS_EXPECTED), UUID.randomUUID()));
  }

  private static String type(Class<?> event) {
    return event.getAnnotation(EventType.class).value();
  }
}
