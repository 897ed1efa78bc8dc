package io.aims.incident.rounds;

import static io.aims.incident.Acme.as;
import static io.aims.incident.Acme.count;
import static io.aims.incident.Acme.globex;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import io.aims.incident.Acme;
import io.aims.incident.Alert;
import io.aims.incident.Occupied;
import io.aims.incident.incident.Handling;
import io.aims.platform.identity.Role;
import io.aims.platform.test.RealEngines;
import io.aims.platform.test.TestRealm;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;

/** Maintenance windows and snoozes. */
@QuarkusTest
@QuarkusTestResource(value = RealEngines.class, initArgs = @ResourceArg(name = "context", value = "incident"))
class QuietTimesTest extends AheadOfTime {
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
  void what_a_snooze_has_muted_opens_when_it_is_ended() throws Exception {
    var source = snoozed();
    Handling.fire(source, again());
    round(Instant.now());
    assertThat(incidents(source)).isZero();
    var before = Instant.now().truncatedTo(ChronoUnit.MICROS);

    String until = endSnooze(Role.INCIDENT_RESPONDER, signal(source), Handling.REASON).statusCode(200)
        .extract()
        .path("snoozedUntil");
    assertThat(Instant.parse(until)).isBetween(before, Instant.now());
    round(Instant.now());

    await().atMost(30, SECONDS).untilAsserted(() -> assertThat(incidents(source)).isOne());
  }

  @Test
  void a_snooze_that_is_ended_mutes_nothing_more() {
    var source = snoozed();
    endSnooze(Role.PLATFORM_ENGINEER, signal(source), Handling.REASON).statusCode(200);
    assertThat(count("select count(*) from watched_signal where id = '%s' and due_at is null", signal(source)))
        .as("it does not fire")
        .isOne();

    Handling.fire(source, again());

    assertThat(incidents(source)).isOne();
  }

  @Test
  void only_what_is_snoozed_can_be_heard_of_again() {
    var source = Acme.source();
    Handling.fire(source);
    var id = signal(source);
    notSnoozed(id);
    snooze(Role.INCIDENT_RESPONDER, id, Instant.now().plusSeconds(60)).statusCode(200);
    Acme.tamper("update snooze set until_at = now() where id = '%s'", id);
    notSnoozed(id);
    snooze(Role.INCIDENT_RESPONDER, id, Instant.now().plusSeconds(60)).statusCode(200);
    endSnooze(Role.INCIDENT_RESPONDER, id, Handling.REASON).statusCode(200);
    notSnoozed(id);
  }

  @Test
  void who_may_end_a_snooze_and_why() {
    var id = signal(snoozed());

    endSnooze(Role.SYSTEM_OWNER, id, Handling.REASON).statusCode(403);
    endSnooze(Role.INCIDENT_RESPONDER, Handling.random(), Handling.REASON).statusCode(404);
    globex(Role.INCIDENT_RESPONDER).body(Handling.REASON).post(ending(id)).then().statusCode(404);
    endSnooze(Role.INCIDENT_RESPONDER, id, "{}").statusCode(422);
    endSnooze(Role.INCIDENT_RESPONDER, id, "{\"reason\":\" \"}").statusCode(422);
    assertThat(count("select count(*) from event where aggregate_id = '%s'", id)).isOne();
    as(Role.INCIDENT_RESPONDER).get("/v1/signals/" + id).then().body("snoozedUntil", startsWith("20"));
  }

  @Test
  void of_two_who_end_it_at_once_one_does() throws Exception {
    var id = signal(snoozed());
    List<CompletableFuture<Integer>> asked;
    try (var people = Executors.newVirtualThreadPerTaskExecutor(); var occupied = new Occupied("snooze", id)) {
      asked = Stream.of(Role.PLATFORM_ENGINEER, Role.INCIDENT_RESPONDER)
          .map(role -> CompletableFuture
              .supplyAsync(() -> endSnooze(role, id, Handling.REASON).extract().statusCode(), people))
          .toList();
      occupied.awaitOthers(2);
    }

    assertThat(asked).extracting(CompletableFuture::join).containsExactlyInAnyOrder(200, 409);
    assertThat(count("select count(*) from event where aggregate_id = '%s'", id)).isEqualTo(2);
  }

  @Test
  void with_one_key_it_is_ended_once() {
    var id = signal(snoozed());
    var key = "\"" + Handling.random() + "\"";

    var answers = Stream.generate(() -> as(Role.INCIDENT_RESPONDER).header("Idempotency-Key", key)
        .body(Handling.REASON)
        .post(ending(id))
        .then()
        .statusCode(200)
        .extract()
        .asString()).limit(2).toList();

    assertThat(answers.getFirst()).isEqualTo(answers.getLast());
    assertThat(count("select count(*) from event where aggregate_id = '%s'", id)).isEqualTo(2);
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
    endSnooze(Role.PLATFORM_ENGINEER, signal(source), Handling.REASON).statusCode(200);

    as(Role.INTERNAL_AUDITOR).get(path)
        .then()
        .statusCode(200)
        .body("items.version", contains(1, 2, 3))
        .body("items[1].actor", equalTo(Acme.RESPONDER))
        .body("items[1].texts.reason", equalTo("known"))
        .body("items[2].type", equalTo("aims.incident.signal.snooze-ended.v1"))
        .body("items[2].data.signalId", equalTo(signal(source)))
        .body("items[2].actor", equalTo(TestRealm.person(TestRealm.ACME, Role.PLATFORM_ENGINEER).toString()))
        .body("items[2].texts.reason", equalTo("seen by two people"));
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

  private static ValidatableResponse snooze(String role, String id, Instant until) {
    return as(role).body("{\"until\":\"%s\",\"reason\":\"known\"}".formatted(until))
        .post("/v1/signals/" + id + "/snooze")
        .then();
  }

  private static ValidatableResponse endSnooze(String role, String id, String body) {
    return as(role).body(body).post(ending(id)).then();
  }

  private static String ending(String id) {
    return "/v1/signals/" + id + "/snooze/ending";
  }

  private static void notSnoozed(String id) {
    endSnooze(Role.INCIDENT_RESPONDER, id, Handling.REASON).statusCode(409)
        .body("type", equalTo("urn:aims:problem:not-allowed-now"))
        .body("allowed", contains("snooze"));
  }

  /** The source of a signal that was heard to be over, and is snoozed. */
  private static String snoozed() {
    var source = Acme.source();
    Handling.fire(source, Alert.bias().resolved());
    snooze(Role.PLATFORM_ENGINEER, signal(source), Instant.now().plusSeconds(1800)).statusCode(200);
    return source;
  }

  private static Alert again() {
    return Alert.bias().with("startsAt", "2026-11-26T10:00:00Z");
  }

  private static String window(String system, Instant ends) {
    return "{\"systemId\":\"%s\",\"startsAt\":\"%s\",\"endsAt\":\"%s\",\"reason\":\"upgrade\"}".formatted(system,
        Instant.now().minusSeconds(60), ends);
  }
}
