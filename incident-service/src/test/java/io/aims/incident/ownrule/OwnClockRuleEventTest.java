package io.aims.incident.ownrule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.ObjectMapper;

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
  void events_keep_to_their_contract() {
    assertThat(EventContract.breaches(OwnClockRuleEvent.class, events(),
        type -> type.getAnnotation(EventType.class).value(), json))
        .isEmpty();
  }

  @Test
  void what_the_organisation_says_in_words_is_not_published() {
    assertThat(events().findFirst().orElseThrow().texts()).containsOnlyKeys("title", "source");
  }

  static Stream<OwnClockRuleEvent> events() {
    var rule = AdoptionPolicyTest.rule(Trigger.AWARENESS, null, Unit.HOURS, "EXACT", "NOTICE",
        LocalDate.parse("2030-01-01"));
    var own = OwnClockRule.adopt(UUID.randomUUID(), UUID.randomUUID(), rule, Instant.EPOCH);
    return Stream.of(own.adopted(), own.retire());
  }
}
