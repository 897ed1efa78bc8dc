package io.aims.incident.rounds;

import static io.aims.incident.Acme.as;
import static io.aims.incident.Acme.count;
import static io.aims.incident.Acme.globex;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.aims.incident.Acme;
import io.aims.incident.Alert;
import io.aims.incident.Occupied;
import io.aims.incident.delivery.OwnContext;
import io.aims.incident.incident.Handling;
import io.aims.platform.identity.Role;
import io.aims.platform.test.RealEngines;
import io.aims.platform.test.TestRealm;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;

/** Looks at what is due at times that have not come yet, so that no test waits for them. */
@QuarkusTest
@QuarkusTestResource(value = RealEngines.class, initArgs = @ResourceArg(name = "context", value = "incident"))
class RoundsTest {
  @Inject
  Rounds rounds;
  @Inject
  OwnContext context;
  @Inject
  MeterRegistry metrics;

  @Test
  void an_incident_that_nobody_acknowledges_is_escalated_step_by_step_and_each_step_once() throws Exception {
    var id = Handling.incident();
    var opened = opened(id);

    round(opened.plus(Duration.ofMinutes(15)).minusSeconds(1));
    assertThat(escalations(id)).isZero();
    round(opened.plus(Duration.ofMinutes(15)));
    round(opened.plus(Duration.ofMinutes(15)));
    assertThat(escalations(id)).isEqualTo(1);
    round(opened.plus(Duration.ofMinutes(30)));
    assertThat(escalations(id)).isEqualTo(2);

    as(Role.INTERNAL_AUDITOR).get("/v1/incidents/" + id + "/history")
        .then()
        .body("items[1].data.addressee", equalTo("ON_CALL"))
        .body("items[2].data.addressee", equalTo("SYSTEM_OWNER"))
        .body("items[2].data.number", equalTo(2));
  }

  @Test
  void two_processes_that_look_at_once_escalate_once() throws Exception {
    var id = Handling.incident();
    var due = opened(id).plus(Duration.ofMinutes(15));

    var one = start(due);
    var other = start(due);
    one.get(20, SECONDS);
    other.get(20, SECONDS);
    round(due);

    assertThat(escalations(id)).isEqualTo(1);
  }

  @Test
  void who_judges_it_anew_does_not_let_a_step_be_taken_twice() throws Exception {
    var id = Handling.incident();
    round(opened(id).plus(Duration.ofMinutes(15)));
    Handling.command(id, "assessment", """
        {"harmTypes":["PHYSICAL"],"harm":"GRAVE","occurrence":"OCCURRED","personsAffected":1,"vulnerableAffected":0,
        "causality":"LIKELY","killSwitchUsed":false,"rollbackUsed":false,"reason":"seen"}""").statusCode(200);

    round(opened(id).plus(Duration.ofMinutes(29)));
    assertThat(escalations(id)).isEqualTo(1);
    round(opened(id).plus(Duration.ofMinutes(30)));
    assertThat(escalations(id)).isEqualTo(2);
  }

  @Test
  void who_acknowledges_ends_the_escalation() throws Exception {
    var id = Handling.incident();
    Handling.command(id, "acknowledgement", Handling.REASON).statusCode(200).body("acknowledged", equalTo(true));

    round(opened(id).plus(Duration.ofDays(3)));

    assertThat(escalations(id)).isZero();
    Handling.command(id, "acknowledgement", Handling.REASON).statusCode(409);
  }

  @Test
  void an_incident_that_somebody_decides_upon_is_passed_over_and_no_step_of_it_is_locked() throws Exception {
    var id = Handling.incident();
    var due = opened(id).plus(Duration.ofMinutes(15));

    try (var occupied = new Occupied(id)) {
      round(due);
      occupied.lock("select step from escalation where incident_id = '%s'", id);
    }
    assertThat(escalations(id)).isZero();

    round(due);
    assertThat(escalations(id)).isEqualTo(1);
  }

  @Test
  void an_organisation_has_its_own_steps() throws Exception {
    var policy = """
        {"steps":{"CRITICAL":[{"afterMinutes":1,"addressee":"EXECUTIVE"}]},"reason":"we are few"}""";
    var path = "/v1/escalation-policies";

    as(Role.INCIDENT_RESPONDER).body(policy).post(path).then().statusCode(403);
    as(Role.GOVERNANCE_OFFICER).body(policy.replace("1,", "0,")).post(path).then().statusCode(422);
    globex(Role.GOVERNANCE_OFFICER).get(path).then().statusCode(404);
    globex(Role.GOVERNANCE_OFFICER).body(policy).post(path).then().statusCode(200).body("revision", equalTo(1));
    globex(Role.GOVERNANCE_OFFICER).body(policy).post(path).then().statusCode(428);
    String id = globex(Role.GOVERNANCE_OFFICER).header("If-Match", "\"1\"")
        .body(policy.replace("1,", "2,"))
        .post(path)
        .then()
        .statusCode(200)
        .body("revision", equalTo(2))
        .body("steps.CRITICAL[0].afterMinutes", equalTo(2))
        .extract()
        .path("id");
    globex(Role.EXTERNAL_AUDITOR).get(path + "/" + id + "/history").then().statusCode(200).body("items", hasSize(2));
    as(Role.EXTERNAL_AUDITOR).get(path + "/" + id + "/history").then().statusCode(404);
    as(Role.EXTERNAL_AUDITOR).get(path).then().statusCode(404);
  }

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
  void a_row_at_fault_waits_longer_each_time_and_holds_up_no_other() throws Exception {
    var bad = Handling.incident();
    var good = Handling.incident();
    var due = opened(good).plus(Duration.ofMinutes(15));
    var faults = faults("escalation");
    Acme.tamper("update incident set state = 'BROKEN' where id = '%s'", bad);

    round(due);

    assertThat(escalations(good)).isEqualTo(1);
    assertThat(count("select failures from escalation where incident_id = '%s'", bad)).isEqualTo(1);
    assertThat(count("select count(*) from escalation where incident_id = '%s' and due_at = '%s'", bad,
        due.plusSeconds(5))).isOne();
    round(due);
    assertThat(count("select failures from escalation where incident_id = '%s'", bad)).isEqualTo(1);
    round(due.plusSeconds(5));
    assertThat(count("select failures from escalation where incident_id = '%s'", bad)).isEqualTo(2);
    assertThat(faults("escalation")).isEqualTo(faults + 2);

    Acme.tamper("update incident set state = 'TRIAGE' where id = '%s'", bad);
    round(due.plusSeconds(15));
    assertThat(escalations(bad)).isEqualTo(1);
    assertThat(count("select failures from escalation where incident_id = '%s'", bad)).isZero();
  }

  @Test
  void a_signal_at_fault_holds_up_no_other() throws Exception {
    var bad = Acme.source();
    var good = Acme.source();
    for (var source : List.of(bad, good)) {
      hold(source, 600);
      Handling.fire(source);
    }
    Acme.tamper("update watched_signal set severity = 'BROKEN' where source_id = '%s'", bad);

    round(Instant.now().plusSeconds(601));

    assertThat(incidents(good)).isOne();
    assertThat(count("select failures from watched_signal where source_id = '%s'", bad)).isEqualTo(1);
    Acme.tamper("update watched_signal set severity = 'MINOR' where source_id = '%s'", bad);
    round(Instant.now().plusSeconds(700));
    assertThat(incidents(bad)).isOne();
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
  void under_maintenance_signals_are_counted_and_what_still_fires_at_the_end_opens() throws Exception {
    var source = Acme.source();
    var ends = Instant.now().plusSeconds(1800).truncatedTo(ChronoUnit.MICROS);
    String window = as(Role.PLATFORM_ENGINEER).body(window(Acme.systemOf(source), ends))
        .post("/v1/maintenance-windows")
        .then()
        .statusCode(201)
        .extract()
        .path("id");

    Handling.fire(source);
    assertThat(incidents(source)).isZero();
    round(ends.minusSeconds(1));
    assertThat(incidents(source)).isZero();
    round(ends);
    assertThat(incidents(source)).isOne();
    as(Role.EXTERNAL_AUDITOR).get("/v1/maintenance-windows?systemId=" + Acme.systemOf(source))
        .then()
        .body("items.id", hasItem(window));
    globex(Role.PLATFORM_ENGINEER).get("/v1/maintenance-windows/" + window).then().statusCode(404);
  }

  @Test
  void a_window_that_ends_early_mutes_nothing_more() {
    var source = Acme.source();
    var ends = Instant.now().plusSeconds(1800);
    String window = as(Role.PLATFORM_ENGINEER).body(window(Acme.systemOf(source), ends))
        .post("/v1/maintenance-windows")
        .then()
        .extract()
        .path("id");
    as(Role.PLATFORM_ENGINEER).header("If-Match", "\"1\"")
        .body(Handling.REASON)
        .post("/v1/maintenance-windows/" + window + "/ending")
        .then()
        .statusCode(200);

    Handling.fire(source);

    assertThat(incidents(source)).isOne();
    as(Role.PLATFORM_ENGINEER).header("If-Match", "\"2\"")
        .body(Handling.REASON)
        .post("/v1/maintenance-windows/" + window + "/ending")
        .then()
        .statusCode(409);
  }

  @Test
  void what_a_window_has_muted_opens_when_it_ends_early() throws Exception {
    var source = Acme.source();
    String window = as(Role.PLATFORM_ENGINEER).body(window(Acme.systemOf(source), Instant.now().plusSeconds(1800)))
        .post("/v1/maintenance-windows")
        .then()
        .extract()
        .path("id");
    Handling.fire(source);

    as(Role.PLATFORM_ENGINEER).header("If-Match", "\"1\"")
        .body(Handling.REASON)
        .post("/v1/maintenance-windows/" + window + "/ending")
        .then()
        .statusCode(200);
    round(Instant.now());

    assertThat(incidents(source)).isOne();
  }

  @Test
  void who_may_announce_maintenance_of_which_system() {
    var source = Acme.source();
    var ends = Instant.now().plusSeconds(1800);
    var body = window(Acme.systemOf(source), ends);

    as(Role.EMPLOYEE).body(body).post("/v1/maintenance-windows").then().statusCode(403);
    globex(Role.PLATFORM_ENGINEER).body(body).post("/v1/maintenance-windows").then().statusCode(422);
    as(Role.PLATFORM_ENGINEER).body(window(Acme.systemOf(source), Instant.now().minusSeconds(1)))
        .post("/v1/maintenance-windows")
        .then()
        .statusCode(422);
  }

  @Test
  void a_snoozed_signal_is_counted_and_what_still_fires_at_its_end_opens() throws Exception {
    var source = Acme.source();
    hold(source, 60);
    Handling.fire(source);
    var until = Instant.now().plusSeconds(1800).truncatedTo(ChronoUnit.MICROS);
    snooze(Role.PLATFORM_ENGINEER, signal(source), until).statusCode(200)
        .body("snoozedUntil", equalTo(until.toString()));

    round(until.minusSeconds(1));
    assertThat(incidents(source)).isZero();
    round(until);
    assertThat(incidents(source)).isOne();
  }

  @Test
  void each_snooze_of_a_signal_stands_in_its_history() {
    var source = Acme.source();
    Handling.fire(source);
    var path = "/v1/signals/" + signal(source) + "/history";
    as(Role.INTERNAL_AUDITOR).get(path).then().statusCode(200).body("items", hasSize(0));
    as(Role.INTERNAL_AUDITOR).get("/v1/signals/" + Handling.random() + "/history").then().statusCode(404);
    snooze(Role.PLATFORM_ENGINEER, signal(source), Instant.now().plusSeconds(60)).statusCode(200);
    snooze(Role.INCIDENT_RESPONDER, signal(source), Instant.now().plusSeconds(90)).statusCode(200);

    as(Role.INTERNAL_AUDITOR).get(path)
        .then()
        .statusCode(200)
        .body("items.version", contains(1, 2))
        .body("items[1].actor", equalTo(Acme.RESPONDER))
        .body("items[1].texts.reason", equalTo("known"));
    as(Role.EMPLOYEE).get(path).then().statusCode(403);
    globex(Role.INTERNAL_AUDITOR).get(path).then().statusCode(404);
  }

  @Test
  void who_may_snooze_and_until_when() {
    var source = Acme.source();
    Handling.fire(source);
    var until = Instant.now().plusSeconds(60);

    snooze(Role.INTERNAL_AUDITOR, signal(source), until).statusCode(403);
    snooze(Role.INCIDENT_RESPONDER, Handling.random(), until).statusCode(404);
    snooze(Role.INCIDENT_RESPONDER, signal(source), Instant.now().minusSeconds(1)).statusCode(422);
    snooze(Role.INCIDENT_RESPONDER, signal(source), Instant.now().plus(Duration.ofDays(31))).statusCode(422);
    globex(Role.INCIDENT_RESPONDER).get("/v1/signals/" + signal(source)).then().statusCode(404);
    assertThat(count("select count(*) from snooze where id = '%s'", signal(source))).isZero();
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

  private double faults(String table) {
    return metrics.counter("aims.due.faults", "table", table).count();
  }

  private static String deliveryOf(String source) {
    return as(Role.PLATFORM_ENGINEER).get("/v1/deliveries?sourceId=" + source).then().extract().path("items[0].id");
  }

  private void round(Instant now) throws Exception {
    start(now).get(20, SECONDS);
  }

  private CompletableFuture<Void> start(Instant now) {
    var done = new CompletableFuture<Void>();
    context.execute(
        () -> rounds.round(TestRealm.ACME, now).subscribe().with(done::complete, done::completeExceptionally));
    return done;
  }

  private static Instant opened(String id) {
    return Instant.parse(Handling.read(id).extract().path("openedAt"));
  }

  private static long escalations(String id) {
    return count("select count(*) from event where aggregate_id = '%s' and type like '%%escalated%%'", id);
  }

  private static long incidents(String source) {
    return count("select count(*) from incident where hook_source_id = '%s'", source);
  }

  private static void hold(String source, int seconds) {
    as(Role.PLATFORM_ENGINEER).body(rules(seconds, 6)).post("/v1/signals/rules/" + source).then().statusCode(200);
  }

  private static String rules(int holdDown, int flapsAt) {
    return """
        {"holdDownSeconds":%d,"flapsAt":%d,"calmAt":2,"flapWindowSeconds":3600,"reason":"noisy"}"""
        .formatted(holdDown, flapsAt);
  }

  private static String signal(String source) {
    return as(Role.INCIDENT_RESPONDER).get("/v1/signals?sourceId=" + source).then().extract().path("items[0].id");
  }

  private static ValidatableResponse snooze(String role, String id, Instant until) {
    return as(role).body("{\"until\":\"%s\",\"reason\":\"known\"}".formatted(until))
        .post("/v1/signals/" + id + "/snooze")
        .then();
  }

  private static String window(String system, Instant ends) {
    return "{\"systemId\":\"%s\",\"startsAt\":\"%s\",\"endsAt\":\"%s\",\"reason\":\"upgrade\"}".formatted(system,
        Instant.now().minusSeconds(60), ends);
  }
}
