package io.aims.incident.rounds;

import static io.aims.incident.Acme.as;
import static io.aims.incident.Acme.count;
import static io.aims.incident.Acme.globex;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.aims.incident.Acme;
import io.aims.incident.Alert;
import io.aims.incident.incident.Handling;
import io.aims.platform.identity.Role;
import io.aims.platform.test.RealEngines;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;

/** Signals that are held down, flap, come late or from clocks that are wrong. */
@QuarkusTest
@QuarkusTestResource(value = RealEngines.class, initArgs = @ResourceArg(name = "context", value = "incident"))
class HeldSignalsTest extends AheadOfTime {
  @Test
  void what_is_held_opens_when_it_has_fired_long_enough() throws Exception {
    var source = Acme.source();
    hold(source, 600);
    Handling.fire(source);
    Handling.fire(source);
    assertThat(incidents(source)).isZero();
    var heard = Instant.now();

    round(heard.plusSeconds(500));
    assertThat(incidents(source)).isZero();
    round(heard.plusSeconds(601));

    assertThat(incidents(source)).isOne();
    Handling.read(Acme.incidentOf(source)).body("signals[0].firing", equalTo(2)).body("signals", hasSize(1));
    round(heard.plusSeconds(700));
    assertThat(incidents(source)).isOne();
  }

  @Test
  void what_an_incident_begins_with_is_the_same_whether_it_opens_at_once_or_later() throws Exception {
    var held = Acme.source();
    var direct = Acme.source();
    hold(held, 600);
    var heard = Instant.now();
    Handling.fire(held);
    Handling.fire(direct);
    round(heard.plusSeconds(601));

    for (var source : List.of(held, direct)) {
      var incident = Acme.incidentOf(source);
      assertThat(count("select count(*) from incident i join signal s on s.id = i.signal_id and s.incident_id = i.id"
          + " where i.id = '%s'", incident)).as("the signal that it names is one of its own").isOne();
      as(Role.INTERNAL_AUDITOR).get("/v1/incidents/" + incident + "/history")
          .then()
          .body("items[0].data.metric", equalTo("trustyai_spd"))
          .body("items[0].data.severity", equalTo("CRITICAL"))
          .body("items[0].data.startedAt", equalTo("2026-11-20T08:30:00.500Z"))
          .body("items[0].data.deliveryId", equalTo(deliveryOf(source)));
      assertThat(Instant.parse(Handling.read(incident).extract().path("times.detected"))).isBetween(heard,
          heard.plusSeconds(60));
    }
  }

  @Test
  void a_signal_that_was_over_long_ago_is_detected_when_it_fires_again() throws Exception {
    var source = Acme.source();
    Handling.fire(source, Alert.bias().resolved());
    Acme.tamper("update signal set first_seen_at = first_seen_at - interval '9 days' where source_id = '%s'", source);

    Handling.fire(source, Alert.bias().with("startsAt", "2026-11-25T08:30:00Z"));

    assertThat(Instant.parse(Handling.read(Acme.incidentOf(source)).extract().path("times.detected")))
        .isAfter(Instant.now().minusSeconds(60));
  }

  @Test
  void a_flapping_signal_that_is_ripe_belongs_to_the_incident_that_it_opens() throws Exception {
    var source = Acme.source();
    as(Role.PLATFORM_ENGINEER).body(rules(600, 4)).post("/v1/signals/rules/" + source).then().statusCode(200);
    for (var i = 0; i < 3; i++) {
      var began = "2026-11-20T0" + i + ":00:00Z";
      Handling.fire(source, Alert.bias().with("startsAt", began));
      Handling.fire(source, Alert.bias().with("startsAt", began).resolved());
    }
    assertThat(incidents(source)).isZero();

    round(Instant.now().plusSeconds(601));

    assertThat(incidents(source)).isOne();
    assertThat(count("select count(*) from signal where source_id = '%s' and incident_id is null", source)).isZero();
    Handling.read(Acme.incidentOf(source)).body("signals[0].firing", equalTo(3));
  }

  @Test
  void what_is_over_before_the_hold_down_opens_nothing() throws Exception {
    var source = Acme.source();
    hold(source, 600);
    Handling.fire(source);
    Handling.fire(source, Alert.bias().resolved());

    round(Instant.now().plusSeconds(3600));

    assertThat(incidents(source)).isZero();
    assertThat(count("select firing + resolved from signal where source_id = '%s'", source)).isEqualTo(2);
  }

  @Test
  void a_flapping_signal_is_flagged_and_its_incident_is_told_when_it_begins_and_not_each_time() {
    var source = Acme.source();
    as(Role.PLATFORM_ENGINEER).body(rules(0, 4)).post("/v1/signals/rules/" + source).then().statusCode(200);
    for (var i = 0; i < 5; i++) {
      var began = "2026-11-20T0" + i + ":00:00Z";
      Handling.fire(source, Alert.bias().with("startsAt", began));
      Handling.fire(source, Alert.bias().with("startsAt", began).resolved());
    }

    as(Role.PLATFORM_ENGINEER).get("/v1/signals?flapping=true&sourceId=" + source)
        .then()
        .statusCode(200)
        .body("items", hasSize(1))
        .body("items[0].status", equalTo("RESOLVED"));
    var incident = Acme.incidentOf(source);
    assertThat(incidents(source)).isOne();
    assertThat(count("select count(*) from timeline_entry where incident_id = '%s' and kind = 'SIGNAL'", incident))
        .as("over, fires, begins to flap, and then nothing more")
        .isEqualTo(3);
    Handling.read(incident).body("signals[0].firing", equalTo(5)).body("version", equalTo(1));
  }

  @Test
  void what_arrives_late_is_counted_and_changes_nothing() {
    var source = Acme.source();
    Handling.fire(source, Alert.bias().resolved());
    Handling.fire(source, Alert.bias());

    assertThat(incidents(source)).isZero();
    as(Role.INCIDENT_RESPONDER).get("/v1/signals?sourceId=" + source)
        .then()
        .body("items[0].status", equalTo("RESOLVED"))
        .body("items[0].late", equalTo(1));
  }

  @Test
  void a_monitor_whose_clock_is_ahead_is_flagged() {
    var source = Acme.source();
    Handling.fire(source, Alert.bias().with("startsAt", Instant.now().plusSeconds(3600).toString()));

    as(Role.INCIDENT_RESPONDER).get("/v1/signals?status=FIRING&sourceId=" + source)
        .then()
        .body("items[0].skewed", equalTo(true));
    assertThat(incidents(source)).isOne();
  }

  @Test
  void rules_belong_to_a_source_of_the_organisation() {
    var source = Acme.source();
    var path = "/v1/signals/rules/";

    as(Role.INTERNAL_AUDITOR).get(path + source).then().statusCode(404);
    as(Role.INTERNAL_AUDITOR).body(rules(60, 6)).post(path + source).then().statusCode(403);
    as(Role.PLATFORM_ENGINEER).body(rules(60, 6)).post(path + Handling.random()).then().statusCode(404);
    globex(Role.PLATFORM_ENGINEER).body(rules(60, 6)).post(path + source).then().statusCode(404);
    as(Role.PLATFORM_ENGINEER).body(rules(60, 2)).post(path + source).then().statusCode(422);
    as(Role.PLATFORM_ENGINEER).body(rules(60, 6)).post(path + source).then().statusCode(200);
    as(Role.PLATFORM_ENGINEER).body(rules(90, 6)).post(path + source).then().statusCode(428);
    as(Role.PLATFORM_ENGINEER).header("If-Match", "\"1\"")
        .body(rules(90, 6))
        .post(path + source)
        .then()
        .statusCode(200)
        .body("holdDownSeconds", equalTo(90));
    as(Role.INTERNAL_AUDITOR).get(path + source + "/history").then().statusCode(200).body("items", hasSize(2));
    globex(Role.INTERNAL_AUDITOR).get(path + source + "/history").then().statusCode(404);
  }

  private static String deliveryOf(String source) {
    return as(Role.PLATFORM_ENGINEER).get("/v1/deliveries?sourceId=" + source).then().extract().path("items[0].id");
  }
}
