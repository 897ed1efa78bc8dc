package io.aims.incident.ownrule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.aims.contracts.Contracts;
import io.aims.incident.deadline.Period.Unit;
import io.aims.incident.duty.Trigger;
import io.aims.platform.event.EventType;
import io.aims.platform.test.EventContract;
import io.aims.platform.test.RealEngines;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
@QuarkusTestResource(value = RealEngines.class, initArgs = @ResourceArg(name = "context", value = "incident"))
class OwnClockRuleEventTest {
  @Inject
  ObjectMapper json;

  @Test
  void each_event_keeps_to_its_published_schema() {
    assertThat(events()).allSatisfy(
        event -> assertThat(EventContract.violations(type(event.getClass()), event, json)).as(event.toString())
            .isEmpty());
  }

  @Test
  void what_the_organisation_says_in_words_is_not_published() {
    assertThat(events().findFirst().orElseThrow().texts()).containsOnlyKeys("title", "source");
  }

  @Test
  void no_event_is_left_out() {
    assertThat(events().map(Object::getClass).collect(Collectors.<Class<?>>toSet()))
        .containsExactlyInAnyOrder(OwnClockRuleEvent.class.getPermittedSubclasses());
  }

  @Test
  void each_published_example_is_valid() throws Exception {
    for (var permitted : OwnClockRuleEvent.class.getPermittedSubclasses()) {
      assertThat(EventContract.violations(json.readTree(Contracts.example(type(permitted))))).as(type(permitted))
          .isEmpty();
    }
  }

  static Stream<OwnClockRuleEvent> events() {
    var rule = AdoptionPolicyTest.rule(Trigger.AWARENESS, null, Unit.HOURS, "EXACT", "NOTICE",
        LocalDate.parse("2030-01-01"));
    var own = OwnClockRule.adopt(UUID.randomUUID(), UUID.randomUUID(), rule, Instant.EPOCH);
    return Stream.of(own.adopted(), own.retire());
  }

  private static String type(Class<?> event) {
    return event.getAnnotation(EventType.class).value();
  }
}
