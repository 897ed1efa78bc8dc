package io.aims.incident.rounds;

import static io.aims.incident.Acme.as;
import static io.aims.incident.Acme.count;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.aims.incident.Acme;
import io.aims.incident.Alert;
import io.aims.incident.Occupied;
import io.aims.incident.incident.Handling;
import io.aims.platform.identity.Role;
import io.aims.platform.test.RealEngines;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;

/** A signal of an open incident is worse than any before. */
@QuarkusTest
@QuarkusTestResource(value = RealEngines.class, initArgs = @ResourceArg(name = "context", value = "incident"))
class WorseTest extends AheadOfTime {
  private static final Duration HOLD = Duration.ofSeconds(600);
  private static final String WORSE = "8899aabbccddeeff";
  private String source;

  @BeforeEach
  void aSource() {
    source = Acme.source();
  }

  @Test
  void an_incident_that_waits_is_as_bad_as_the_worst_of_its_signals_and_is_escalated_so() throws Exception {
    var id = openedBy("info");
    Handling.read(id).body("severity", equalTo("INFO"));
    assertThat(count("select count(*) from escalation where incident_id = '%s'", id)).isZero();

    Handling.fire(source, another("critical"));
    becomes(id, "CRITICAL");

    as(Role.INTERNAL_AUDITOR).get("/v1/incidents/" + id + "/history")
        .then()
        .body("items[-1].type", equalTo("aims.incident.incident.worsened.v1"))
        .body("items[-1].actor", equalTo("service:incident-service"))
        .body("items[-1].data.signalled", equalTo("CRITICAL"))
        .body("items[-1].data.signalIds", contains(counted(id, WORSE)));
    as(Role.INCIDENT_RESPONDER).get("/v1/incidents/" + id + "/timeline")
        .then()
        .body("items.findAll { it.kind == 'WORSENED' }", hasSize(1))
        .body("items.find { it.kind == 'WORSENED' }.signalIds", contains(counted(id, WORSE)));
    round(Instant.now().plus(Duration.ofMinutes(16)));
    assertThat(escalations(id)).isEqualTo(1);
  }

  /** Not of each of its repetitions, and not when it was that bad before. */
  @Test
  void it_is_told_once() throws Exception {
    var id = openedBy("warning");
    Handling.fire(source, another("critical"));
    becomes(id, "CRITICAL");

    Handling.fire(source, another("critical"));
    Handling.fire(source, another("warning"));
    Handling.fire(source, another("critical"));
    Handling.fire(source, first("critical"));
    round(Instant.now());

    assertThat(pending(id)).isZero();
    assertThat(worsened(id)).isOne();
  }

  @Test
  void what_people_have_judged_stays_and_the_timeline_tells_them() throws Exception {
    var id = Handling.to("CONTAINED", openedBy("warning"));

    Handling.fire(source, another("critical"));
    await().atMost(30, SECONDS).until(() -> worsened(id) == 1);

    Handling.read(id).body("severity", equalTo("MAJOR")).body("state", equalTo("CONTAINED"));
    as(Role.INTERNAL_AUDITOR).get("/v1/incidents/" + id + "/history")
        .then()
        .body("items[-1].data.signalled", equalTo("CRITICAL"))
        .body("items[-1].data.severity", equalTo("MAJOR"));
  }

  @Test
  void what_is_held_counts_when_it_has_fired_long_enough() throws Exception {
    hold(source, (int) HOLD.toSeconds());
    Handling.fire(source, first("warning"));
    round(Instant.now().plus(HOLD));
    var id = Acme.incidentOf(source);
    Handling.fire(source, another("critical"));

    round(Instant.now());
    assertThat(pending(id)).isZero();
    Handling.read(id).body("severity", equalTo("MINOR"));
    round(Instant.now().plus(HOLD));
    round(Instant.now());

    becomes(id, "CRITICAL");
  }

  @Test
  void what_nobody_wants_to_hear_of_makes_nothing_worse_until_they_do() throws Exception {
    var id = openedBy("warning");
    var until = Instant.now().plus(Duration.ofHours(1));
    as(Role.PLATFORM_ENGINEER).body("""
        {"systemId":"%s","startsAt":"%s","endsAt":"%s","reason":"upgrade"}"""
        .formatted(Acme.systemOf(source), Instant.now().minusSeconds(60), until))
        .post("/v1/maintenance-windows")
        .then()
        .statusCode(201);

    Handling.fire(source, another("critical"));
    assertThat(pending(id)).isZero();
    round(until.plusSeconds(1));
    round(Instant.now());

    becomes(id, "CRITICAL");
  }

  /** What its signals say until then, whoever resolves it has seen or not; what they say again is told. */
  @Test
  void a_worse_word_right_before_a_resolution_is_told_with_the_next_one() throws Exception {
    var id = Handling.to("CONTAINED", openedBy("warning"));
    try (var occupied = new Occupied(id)) {
      Handling.fire(source, another("critical"));
      Acme.tamper("update alarm set due_at = due_at + interval '1 hour' where incident_id = '%s'", id);
    }
    assertThat(pending(id)).isOne();
    Handling.command(id, "resolution", Handling.REASON).statusCode(200);
    assertThat(pending(id)).isZero();

    Handling.fire(source, another("critical"));
    await().atMost(30, SECONDS).until(() -> worsened(id) == 1);

    Handling.read(id).body("state", equalTo("RESOLVED")).body("severity", equalTo("MAJOR"));
  }

  @Test
  void a_resolved_incident_relapses_as_what_it_is_now() throws Exception {
    var id = Handling.to("RESOLVED", openedBy("warning"));

    Handling.fire(source, another("critical"));

    becomes(id, "CRITICAL");
    Handling.read(id).body("state", equalTo("TRIAGE")).body("acknowledged", equalTo(false));
  }

  @Test
  void what_takes_in_a_worse_one_is_as_bad() throws Exception {
    var id = openedBy("warning");
    var worse = Handling.incident();

    Handling.command(worse, "merge", "{\"targetId\":\"" + id + "\",\"reason\":\"same cause\"}").statusCode(200);

    Handling.read(id).body("severity", equalTo("CRITICAL"));
    as(Role.INTERNAL_AUDITOR).get("/v1/incidents/" + id + "/history")
        .then()
        .body("items[-2].type", equalTo("aims.incident.incident.absorbed.v1"))
        .body("items[-1].type", equalTo("aims.incident.incident.worsened.v1"));
  }

  /** What changes nothing that people see is an event all the same, and the incident goes on. */
  @Test
  void what_takes_in_a_worse_one_that_people_have_judged_goes_on() throws Exception {
    var id = Handling.to("OPEN", openedBy("warning"));
    var worse = Handling.incident();

    Handling.command(worse, "merge", "{\"targetId\":\"" + id + "\",\"reason\":\"same cause\"}").statusCode(200);

    Handling.read(id).body("severity", equalTo("MAJOR"));
    assertThat(worsened(id)).isOne();
    Handling.command(id, "evidence-hold", Handling.REASON).statusCode(200);
  }

  @Test
  void what_is_split_off_begins_with_the_worst_of_its_signals() {
    Handling.fire(source, first("info"), first("warning"), another("critical"));
    var id = Acme.incidentOf(source);
    String signals = Handling.read(id)
        .extract()
        .<List<String>>path("signals.findAll { it.severity != 'MINOR' }.id")
        .stream()
        .collect(Collectors.joining("\",\""));

    Handling.command(id, "split", "{\"signalIds\":[\"" + signals + "\"],\"reason\":\"another cause\"}")
        .statusCode(200);

    as(Role.INCIDENT_RESPONDER).get("/v1/incidents?systemId=" + Acme.systemOf(source))
        .then()
        .body("items.find { it.id != '" + id + "' }.severity", equalTo("CRITICAL"));
  }

  @Test
  void what_stays_when_the_worst_is_split_off_may_get_as_bad() throws Exception {
    Handling.fire(source, first("warning"), another("critical"));
    var id = Handling.to("OPEN", Acme.incidentOf(source));
    Handling.command(id, "split", "{\"signalIds\":[\"" + counted(id, WORSE) + "\"],\"reason\":\"another cause\"}")
        .statusCode(200);

    Handling.fire(source, first("critical"));
    await().atMost(30, SECONDS).until(() -> worsened(id) == 1);

    Handling.read(id).body("severity", equalTo("MAJOR"));
  }

  @Test
  void what_stays_and_nobody_wants_to_hear_of_yet_is_told_once_they_do() throws Exception {
    Handling.fire(source, another("critical"));
    var id = Handling.to("OPEN", Acme.incidentOf(source));
    hold(source, (int) HOLD.toSeconds());
    Handling.fire(source, first("critical"));
    assertThat(count("select count(*) from signal where incident_id = '%s'", id)).isEqualTo(2);
    Handling.command(id, "split", "{\"signalIds\":[\"" + counted(id, WORSE) + "\"],\"reason\":\"another cause\"}")
        .statusCode(200);

    round(Instant.now().plus(HOLD).plusSeconds(1));
    await().atMost(30, SECONDS).until(() -> worsened(id) == 1);
  }

  @Test
  void what_stays_and_was_as_bad_is_not_told_anew() throws Exception {
    Handling.fire(source, first("critical"), another("critical"));
    var id = Handling.to("OPEN", Acme.incidentOf(source));
    Handling.command(id, "split", "{\"signalIds\":[\"" + counted(id, WORSE) + "\"],\"reason\":\"another cause\"}")
        .statusCode(200);

    Handling.fire(source, first("critical"));
    round(Instant.now());

    assertThat(pending(id)).isZero();
    assertThat(worsened(id)).isZero();
  }

  private String openedBy(String severity) {
    Handling.fire(source, first(severity));
    return Acme.incidentOf(source);
  }

  private static Alert first(String severity) {
    return Alert.bias().label("severity", severity);
  }

  private static Alert another(String severity) {
    return first(severity).with("fingerprint", WORSE).label("protected", "sex");
  }

  /** Another round may be at it. */
  private void becomes(String id, String severity) throws Exception {
    round(Instant.now());
    await().atMost(30, SECONDS).untilAsserted(() -> Handling.read(id).body("severity", equalTo(severity)));
  }

  private static String counted(String id, String fingerprint) {
    return Handling.read(id).extract().path("signals.find { it.upstreamKey.endsWith('" + fingerprint + "') }.id");
  }

  private static long pending(String id) {
    return count("select count(*) from alarm where incident_id = '%s'", id);
  }

  private static long worsened(String id) {
    return count("select count(*) from event where aggregate_id = '%s' and type like '%%worsened%%'", id);
  }
}
