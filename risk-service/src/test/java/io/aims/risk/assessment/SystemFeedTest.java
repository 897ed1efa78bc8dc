package io.aims.risk.assessment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.aims.platform.test.EventContract;
import io.aims.platform.test.RealEngines;
import io.aims.platform.test.TestEvents;
import io.aims.risk.DeadLetters;
import io.aims.risk.Organisation;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
@QuarkusTestResource(value = RealEngines.class, initArgs = @ResourceArg(name = "context", value = "risk"))
class SystemFeedTest {
  private static final String OPENED = "aims.risk.risk-assessment.opened.v1";
  private final Organisation organisation = Organisation.fresh();
  private final UUID system = UUID.randomUUID();

  @Test
  void a_registered_system_opens_an_assessment_because_of_its_event() {
    var registered = organisation.registered(system, facts -> {});

    TestEvents.send(registered);

    assertThat(organisation.emitted(OPENED, 1)).singleElement().satisfies(opened -> {
      assertThat(EventContract.violations(opened)).isEmpty();
      assertThat(opened.at("/data/systemId").asText()).isEqualTo(system.toString());
      assertThat(opened.path("actor").asText()).isEqualTo("service:risk-service");
      assertThat(opened.path("causationid")).isEqualTo(registered.path("id"));
      assertThat(opened.path("correlationid")).isEqualTo(registered.path("correlationid"));
    });
  }

  @Test
  void an_event_that_comes_twice_has_its_effect_once() {
    var registered = organisation.registered(system, facts -> {});

    TestEvents.send(registered);
    TestEvents.send(registered);
    TestEvents.send(moved(2, "DESIGN_AND_DEVELOPMENT"));
    TestEvents.send(registered);
    TestEvents.send(moved(3, "DEPLOYMENT"));

    suggests("ROB-2");
    organisation.get("/v1/risk-assessments?systemId=" + system).body("items", hasSize(1));
  }

  @Test
  void a_later_version_waits_for_the_earlier_one() {
    TestEvents.send(moved(3, "DEPLOYMENT"));
    TestEvents.send(moved(2, "DESIGN_AND_DEVELOPMENT"));
    TestEvents.send(organisation.registered(system, facts -> {}));

    suggests("ROB-2");
  }

  @Test
  void what_inventory_tells_of_other_things_is_passed_over() {
    TestEvents.send(organisation.registered(system, facts -> {}));
    TestEvents.send(organisation.registered(system, facts -> {})
        .put("type", "aims.inventory.ai-system.sung-about.v1")
        .put("aggregateversion", 2));
    TestEvents.send(moved(3, "DEPLOYMENT"));

    suggests("ROB-2");
  }

  @Test
  void an_event_that_lacks_a_fact_is_set_aside_and_its_successors_wait() {
    TestEvents.send(organisation.registered(system, facts -> facts.remove("domain")));
    TestEvents.send(moved(2, "DEPLOYMENT"));

    assertThat(Organisation.until(() -> DeadLetters.causeFor(system), Optional::isPresent)).get()
        .asString()
        .contains("does not fit");
    organisation.get("/v1/risk-assessments?systemId=" + system).body("items", empty());
  }

  @Test
  void bytes_that_are_no_event_do_not_stop_the_feed() {
    for (var garbage : List.of("", "no json", "{}", "{\"specversion\":\"1.0\"}")) {
      TestEvents.sendRaw("aims.inventory.events.v1", system.toString(), garbage.getBytes(StandardCharsets.UTF_8));
    }
    TestEvents.send(organisation.registered(system, facts -> {}));

    organisation.assessmentOf(system);
  }

  @Test
  void a_system_out_of_scope_is_assessed_when_it_comes_into_scope() {
    TestEvents.send(organisation.registered(system, facts -> facts.put("inScope", false)));
    suggests("FAIR-1");
    organisation.get("/v1/risk-assessments?systemId=" + system).body("items", empty());

    TestEvents.send(changed(2, facts -> facts.put("inScope", true)));

    organisation.assessmentOf(system);
  }

  @Test
  void a_change_is_seen_by_the_rules_and_keeps_the_assessment() {
    TestEvents.send(organisation.registered(system, facts -> {}));
    var assessment = organisation.assessmentOf(system);

    TestEvents.send(changed(2, facts -> facts.put("generative", true)));

    suggests("SEC-1");
    organisation.get(assessment).body("suggestions.rule", not(hasItem("SEC-1")));
    organisation.get("/v1/risk-assessments?systemId=" + system)
        .body("items.id", contains(assessment.substring("/v1/risk-assessments/".length())));
  }

  private void suggests(String rule) {
    Organisation.until(() -> {
      var answer = organisation.get("/v1/risk-suggestions?systemId=" + system).extract();
      return answer.statusCode() == 200 ? answer.<List<String>>path("items.rule") : List.<String>of();
    }, rules -> rules.contains(rule));
  }

  private ObjectNode moved(int version, String stage) {
    return TestEvents.example("aims.inventory.ai-system.stage-moved.v1", organisation.id(), system, version,
        data -> data.put("to", stage));
  }

  private ObjectNode changed(int version, Consumer<ObjectNode> changes) {
    return organisation.registered(system, changes)
        .put("type", "aims.inventory.ai-system.changed.v1")
        .put("aggregateversion", version);
  }
}
