package io.aims.incident.concern;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
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

@QuarkusTest
@QuarkusTestResource(value = RealEngines.class, initArgs = @ResourceArg(name = "context", value = "incident"))
class ConcernEventTest {
  @Inject
  ObjectMapper json;

  @Test
  void events_keep_to_their_contract() {
    assertThat(
        EventContract.breaches(ConcernEvent.class, events(), type -> type.getAnnotation(EventType.class).value(), json))
        .isEmpty();
  }

  @Test
  void no_event_names_a_person_a_system_or_what_it_is_about() {
    var reporter = UUID.randomUUID();
    var system = UUID.randomUUID();
    var concern = Concern.raise(UUID.randomUUID(), UUID.randomUUID(), "CON-000000000000", reporter,
        new RaiseConcern(Category.SAFETY, "It brakes late", system, java.util.List.of(reporter), true, false),
        ConcernTest.TERMS, ConcernTest.MORNING);
    var incident = UUID.randomUUID();

    var published = json.valueToTree(concern.received()).toString()
        + json.valueToTree(concern.link(new Links.Link(Links.Kind.INCIDENT, incident)));

    assertThat(published).doesNotContain(reporter.toString(), system.toString(), incident.toString(), "brakes",
        "SAFETY", "CON-");
  }

  @Test
  void no_event_tells_how_urgent_it_is_or_what_came_of_it() {
    var published = events().map(event -> json.valueToTree(event).toString()).toList();

    assertThat(published).isNotEmpty()
        .noneMatch(event -> event.contains("IMMEDIATE") || event.contains("PARTLY_SUBSTANTIATED")
            || event.contains("CONFIRMED") || event.contains("REMEDIED"));
  }

  static Stream<ConcernEvent> events() {
    var concern = ConcernTest.anonymous();
    var person = UUID.randomUUID();
    var now = ConcernTest.MORNING;
    return Stream.of(concern.received(), concern.acknowledge("Thank you", ConcernTest.TERMS, now),
        concern.assess(Assessment.Priority.IMMEDIATE, "Plausible", UUID.randomUUID(), now), concern.handle("Look"),
        concern.add("And this", true, ConcernTest.TERMS, now), concern.answer("We see", true, now),
        concern.link(new Links.Link(Links.Kind.RISK, UUID.randomUUID())), concern.exclude(),
        concern.lookAtRetaliation(Retaliation.Status.CONFIRMED, "So it is", LocalDate.parse("2030-02-28"), person, now),
        concern.lookAtRetaliation(Retaliation.Status.REMEDIED, "Over", null, person, now),
        concern.close(Outcome.PARTLY_SUBSTANTIATED, "Half", "Half of it", person, now),
        ConcernTest.anonymous().ring(now.plus(30, ChronoUnit.DAYS)).orElseThrow());
  }
}
