package io.aims.incident.rounds;

import static io.aims.incident.Acme.as;
import static io.aims.incident.Acme.count;
import static io.aims.incident.Acme.globex;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.aims.incident.Acme;
import io.aims.incident.Alert;
import io.aims.incident.incident.Handling;
import io.aims.platform.identity.Role;
import io.aims.platform.test.RealEngines;
import io.aims.platform.test.TenancyContract;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;

/** Signals that open nothing because of rules, and what becomes of them. */
@QuarkusTest
@QuarkusTestResource(value = RealEngines.class, initArgs = @ResourceArg(name = "context", value = "incident"))
class WithheldSignalsTest extends AheadOfTime {
  private static final String FROM_MAJOR = "[{\"kind\":\"FAIRNESS\",\"opensFrom\":\"MAJOR\"}]";

  @AfterEach
  void nothing_stays_adopted() {
    adopt("[]", false);
  }

  @Test
  void what_is_below_the_threshold_waits_with_the_reason_and_is_taken_by_what_opens() {
    var source = listening(FROM_MAJOR);
    Handling.fire(source, minor("one"));
    Handling.fire(source, minor("one"));

    assertThat(incidents(source)).isZero();
    waiting(source).body("items", hasSize(1))
        .body("items[0].withheldBy", equalTo("SOURCE_AND_KIND"))
        .body("items[0].opensFrom", equalTo("MAJOR"))
        .body("items[0].status", equalTo("FIRING"));

    Handling.fire(source, Alert.bias());
    assertThat(incidents(source)).isOne();
    Handling.read(Acme.incidentOf(source)).body("severity", equalTo("CRITICAL")).body("signals", hasSize(2));
    assertThat(count("select firing from signal where source_id = '%s' and severity = 'MINOR'", source)).isEqualTo(2);
    waiting(source).body("items", hasSize(0));
  }

  @Test
  void it_joins_the_incident_that_is_open_for_its_system_and_kind() {
    var source = listening(FROM_MAJOR);
    Handling.fire(source, Alert.bias());

    Handling.fire(source, minor("one"));

    Handling.read(Acme.incidentOf(source)).body("signals", hasSize(2));
    waiting(source).body("items", hasSize(0));
  }

  @Test
  void another_kind_of_the_same_source_opens_as_ever() {
    var source = listening(FROM_MAJOR);

    Handling.fire(source, minor("one").label("kind", "privacy"));

    assertThat(incidents(source)).isOne();
  }

  @Test
  void what_waits_opens_when_the_rules_of_its_source_let_it() {
    var source = listening(FROM_MAJOR);
    Handling.fire(source, minor("one"));
    var heard = Instant.now();

    listen(source, "1", "[{\"opensFrom\":\"MINOR\"}]").statusCode(200);
    looked();

    assertThat(incidents(source)).isOne();
    assertThat(Instant.parse(Handling.read(Acme.incidentOf(source)).extract().path("times.detected")))
        .isBefore(heard);
    waiting(source).body("items", hasSize(0));
  }

  @Test
  void what_waits_is_told_of_the_new_reason_when_the_rules_still_keep_it() {
    var source = listening(FROM_MAJOR);
    Handling.fire(source, minor("one"));

    listen(source, "1", "[{\"opensFrom\":\"CRITICAL\"}]").statusCode(200);
    looked();

    assertThat(incidents(source)).isZero();
    waiting(source).body("items[0].withheldBy", equalTo("SOURCE")).body("items[0].opensFrom", equalTo("CRITICAL"));
  }

  @Test
  void rules_of_the_organisation_count_where_the_source_has_none_and_all_that_waits_is_looked_at() {
    var one = Acme.source();
    var other = Acme.source();
    adopt("[{\"kind\":\"AGENT_ACTION\",\"opensFrom\":\"NEVER\"}]", true);
    fireMany(one, 45);
    fireMany(other, 1);
    waiting(one).body("items", hasSize(45)).body("items[44].withheldBy", equalTo("ORGANISATION_AND_KIND"));

    adopt("[]", false);
    looked();

    assertThat(incidents(one)).isOne();
    assertThat(incidents(other)).isOne();
    assertThat(count("select count(*) from signal where source_id = '%s' and incident_id is not null", one))
        .isEqualTo(45);
    assertThat(count("select count(*) from watched_signal where source_id = '%s' and (withheld_by is not null or due_at"
        + " is not null)", one)).isZero();
  }

  @Test
  void what_is_over_opens_nothing_whatever_the_rules_become() {
    var source = listening(FROM_MAJOR);
    Handling.fire(source, minor("one"));
    Handling.fire(source, minor("one").resolved());
    waiting(source).body("items", hasSize(0));

    listen(source, "1", "[]").statusCode(200);
    looked();

    assertThat(incidents(source)).isZero();
  }

  @Test
  void what_is_held_down_waits_for_the_time_first_and_for_the_rule_then() throws Exception {
    var source = Acme.source();
    as(Role.PLATFORM_ENGINEER).body(rules(600, 6).replace("\"reason\"", "\"opening\":" + FROM_MAJOR + ",\"reason\""))
        .post("/v1/signals/rules/" + source)
        .then()
        .statusCode(200)
        .body("opening[0].opensFrom", equalTo("MAJOR"))
        .body("silencesCritical", equalTo(false));
    Handling.fire(source, minor("one"));
    waiting(source).body("items", hasSize(0));

    round(Instant.now().plusSeconds(601));

    assertThat(incidents(source)).isZero();
    waiting(source).body("items", hasSize(1));
    assertThat(count("select count(*) from watched_signal where source_id = '%s' and due_at is not null", source))
        .as("it is not looked at again and again")
        .isZero();
  }

  @Test
  void a_person_opens_the_incident_of_what_waits() {
    var source = listening(FROM_MAJOR);
    Handling.fire(source, minor("one"), minor("other"));
    var signal = signal(source);

    byHand(Role.INTERNAL_AUDITOR, signal, "1").statusCode(403);
    byHand(Role.INCIDENT_RESPONDER, Handling.random(), "1").statusCode(404);
    globex(Role.INCIDENT_RESPONDER).header("If-Match", "\"1\"")
        .body(Handling.REASON)
        .post("/v1/signals/" + signal + "/incident")
        .then()
        .statusCode(404);
    as(Role.INCIDENT_RESPONDER).body(Handling.REASON)
        .post("/v1/signals/" + signal + "/incident")
        .then()
        .statusCode(428);
    byHand(Role.INCIDENT_RESPONDER, signal, "9").statusCode(412);
    var opened = byHand(Role.INCIDENT_RESPONDER, signal, "1").statusCode(201)
        .header("ETag", "\"1\"")
        .header("Location", containsString("/v1/incidents/"))
        .body("severity", equalTo("MINOR"))
        .body("state", equalTo("TRIAGE"))
        .body("signals", hasSize(2));

    as(Role.INTERNAL_AUDITOR).get("/v1/incidents/" + opened.extract().path("id") + "/history")
        .then()
        .body("items[0].actor", equalTo(Acme.RESPONDER))
        .body("items[0].texts.reason", equalTo("seen by two people"));
    byHand(Role.INCIDENT_RESPONDER, signal, "1").statusCode(409)
        .body("detail", equalTo(opened.extract().path("reference")
            + " is open for this system and kind, and takes this signal."));
    assertThat(incidents(source)).isOne();
    assertThat(count("select count(*) from escalation where incident_id = '%s'", opened.extract().<String>path("id")))
        .as("somebody is told if nobody cares")
        .isOne();
  }

  @Test
  void a_person_opens_the_incident_of_what_is_over_already() {
    var source = listening(FROM_MAJOR);
    Handling.fire(source, minor("one"));
    Handling.fire(source, minor("one").resolved());

    byHand(Role.SYSTEM_OWNER, signal(source), "2").statusCode(201)
        .body("signals", hasSize(1))
        .body("signals[0].status", equalTo("RESOLVED"));
  }

  @Test
  void what_an_incident_that_has_ended_has_counted_opens_no_second_one() {
    var source = listening(FROM_MAJOR);
    Handling.fire(source, minor("one"));
    String id = byHand(Role.INCIDENT_RESPONDER, signal(source), "1").statusCode(201).extract().path("id");
    Handling.to("CLOSED", id);

    byHand(Role.INCIDENT_RESPONDER, signal(source), "1").statusCode(409).body("detail", containsString("has ended"));

    Handling.fire(source, minor("one"));
    byHand(Role.INCIDENT_RESPONDER, signal(source), "1").statusCode(201).body("recurrenceOf", equalTo(id));
  }

  @Test
  void who_opens_while_another_incident_takes_the_key_is_told_so() throws Exception {
    var source = listening(FROM_MAJOR);
    Handling.fire(source, minor("one"));
    var signal = signal(source);
    var key = Acme.systemOf(source) + "/FAIRNESS";
    var other = Handling.incident();
    CompletableFuture<ValidatableResponse> opening;
    try (var connection = TenancyContract.superuser(); var insert = connection.createStatement()) {
      connection.setAutoCommit(false);
      insert.execute(
          """
              insert into incident_key (tenant, open_key, incident_id) select tenant, '%s', id from incident where id = '%s'"""
              .formatted(key, other));
      opening = CompletableFuture.supplyAsync(() -> byHand(Role.INCIDENT_RESPONDER, signal, "1"));
      await().atMost(30, SECONDS)
          .until(() -> count("select count(*) from pg_stat_activity where wait_event_type = 'Lock'") > 0);
      connection.commit();
    }

    opening.get(20, SECONDS).statusCode(409);
    assertThat(incidents(source)).isZero();
  }

  @Test
  void the_version_of_a_signal_moves_with_how_it_stands_and_not_with_each_word() {
    var source = listening(FROM_MAJOR);
    Handling.fire(source, minor("one"));
    Handling.fire(source, minor("one"));
    var path = "/v1/signals/" + signal(source);
    as(Role.INCIDENT_RESPONDER).get(path).then().header("ETag", "\"1\"").body("late", equalTo(0));

    Handling.fire(source, minor("one").resolved());

    as(Role.INCIDENT_RESPONDER).get(path).then().header("ETag", "\"2\"").body("withheldBy", nullValue());
  }

  /** Looks at what is due; the rounds of the service itself may be at it at the same time, and pass over nothing either. */
  private void looked() {
    await().atMost(30, SECONDS).until(() -> {
      round(Instant.now());
      return count("select count(*) from reconsideration") == 0
          && count("select count(*) from watched_signal where withheld_by is not null and due_at <= now()") == 0;
    });
  }

  private static Alert minor(String group) {
    return Alert.bias().label("severity", "warning").label("group", group);
  }

  private static void fireMany(String source, int number) {
    Handling.fire(source, IntStream.range(0, number)
        .mapToObj(i -> minor("group " + i).label("kind", "agent"))
        .toArray(Alert[]::new));
  }

  private static String listening(String opening) {
    var source = Acme.source();
    listen(source, null, opening).statusCode(200);
    return source;
  }

  private static ValidatableResponse listen(String source, String version, String opening) {
    var request = as(Role.PLATFORM_ENGINEER);
    return (version == null ? request : request.header("If-Match", "\"" + version + "\""))
        .body(rules(0, 6).replace("\"reason\"", "\"opening\":" + opening + ",\"reason\""))
        .post("/v1/signals/rules/" + source)
        .then();
  }

  private static void adopt(String rules, boolean silencesCritical) {
    var found = as(Role.GOVERNANCE_OFFICER).get("/v1/opening-rules");
    var request = as(Role.GOVERNANCE_OFFICER);
    (found.statusCode() == 404 ? request : request.header("If-Match", found.header("ETag")))
        .body("{\"rules\":%s,\"silencesCritical\":%s,\"reason\":\"so decided\"}".formatted(rules, silencesCritical))
        .put("/v1/opening-rules")
        .then()
        .statusCode(200);
  }

  private static ValidatableResponse waiting(String source) {
    return as(Role.INCIDENT_RESPONDER).get("/v1/signals?waiting=true&sourceId=" + source).then().statusCode(200);
  }

  private static ValidatableResponse byHand(String role, String signal, String version) {
    return as(role).header("If-Match", "\"" + version + "\"")
        .body(Handling.REASON)
        .post("/v1/signals/" + signal + "/incident")
        .then();
  }
}
