package io.aims.incident.rounds;

import static io.aims.incident.Acme.as;
import static io.aims.incident.Acme.count;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

/** A signal fires anew after people have found its incident resolved. */
@QuarkusTest
@QuarkusTestResource(value = RealEngines.class, initArgs = @ResourceArg(name = "context", value = "incident"))
class RelapseTest extends AheadOfTime {
  private static final Duration HOLD = Duration.ofSeconds(600);
  private static final Instant LATER = Instant.now().plus(Duration.ofHours(2));
  private String source;

  @BeforeEach
  void aSource() {
    source = Acme.source();
  }

  @ParameterizedTest
  @ValueSource(strings = {"RESOLVED", "REVIEW"})
  void it_goes_back_to_triage_and_somebody_has_to_care_for_it(String state) throws Exception {
    var id = incidentIn(state);
    Handling.read(id).body("relapses", equalTo(0)).body("times.resolved", notNullValue());

    again();
    relapsed(id);

    Handling.read(id)
        .body("acknowledged", equalTo(false))
        .body("allowed", hasItem("acknowledgement"))
        .body("relapses", equalTo(1))
        .body("times.contained", nullValue())
        .body("times.resolved", nullValue())
        .body("secondsToResolve", nullValue())
        .body("signals[0].firing", equalTo(2));
    assertThat(count("select count(*) from timeline_entry where incident_id = '%s' and kind = 'RELAPSED'", id)).isOne();
    as(Role.INTERNAL_AUDITOR).get("/v1/incidents/" + id + "/history")
        .then()
        .body("items[-1].type", equalTo("aims.incident.incident.relapsed.v1"))
        .body("items[-1].actor", equalTo("service:incident-service"))
        .body("items[-1].data.from", equalTo(state));
    round(Instant.now().plus(Duration.ofMinutes(16)));
    assertThat(escalations(id)).isEqualTo(1);
    Handling.command(id, "acknowledgement", Handling.REASON).statusCode(200);
  }

  @Test
  void each_relapse_counts() throws Exception {
    var id = incidentIn("RESOLVED");
    again();
    relapsed(id);
    Handling.to("RESOLVED", id);
    Handling.fire(source, over("2026-11-26T10:00:00Z"));

    Handling.fire(source, Alert.bias().with("startsAt", "2026-11-26T11:00:00Z"));
    relapsed(id);

    Handling.read(id).body("relapses", equalTo(2));
    as(Role.GOVERNANCE_OFFICER)
        .get("/v1/incidents/figures?from=2026-01-01T00:00:00Z&to=2100-01-01T00:00:00Z&systemId="
            + Acme.systemOf(source))
        .then()
        .body("total.incidents", equalTo(1))
        .body("total.relapsed", equalTo(1));
  }

  @Test
  void what_fires_on_since_before_the_resolution_is_no_relapse() throws Exception {
    Handling.fire(source);
    var id = Handling.to("RESOLVED", Acme.incidentOf(source));

    Handling.fire(source);

    assertThat(pending(id)).isZero();
    Handling.read(id).body("state", equalTo("RESOLVED")).body("signals[0].firing", equalTo(2));
  }

  @ParameterizedTest
  @ValueSource(strings = {"OPEN", "CONTAINED"})
  void what_nobody_has_resolved_does_not_relapse(String state) throws Exception {
    var id = incidentIn(state);

    again();

    assertThat(pending(id)).isZero();
    Handling.read(id).body("state", equalTo(state));
  }

  @Test
  void what_is_held_relapses_when_it_has_fired_long_enough() throws Exception {
    hold(source, (int) HOLD.toSeconds());
    Handling.fire(source);
    round(Instant.now().plus(HOLD));
    var id = Handling.to("RESOLVED", Acme.incidentOf(source));
    Handling.fire(source, over("2026-11-20T08:30:00.5Z"));
    again();

    round(Instant.now());
    assertThat(pending(id)).isZero();
    Handling.read(id).body("state", equalTo("RESOLVED"));
    round(Instant.now().plus(HOLD));

    relapsed(id);
  }

  @Test
  void what_is_never_heard_to_end_relapses_with_each_later_begin() throws Exception {
    Handling.fire(source);
    var id = Handling.to("RESOLVED", Acme.incidentOf(source));

    again();

    relapsed(id);
  }

  @Test
  void nothing_relapses_while_nobody_wants_to_hear_of_it() throws Exception {
    var id = incidentIn("RESOLVED");
    as(Role.PLATFORM_ENGINEER).body("{\"until\":\"%s\",\"reason\":\"known\"}".formatted(LATER.minusSeconds(60)))
        .post("/v1/signals/" + signal(source) + "/snooze")
        .then()
        .statusCode(200);

    again();
    assertThat(pending(id)).isZero();
    round(LATER);

    relapsed(id);
  }

  @Test
  void two_processes_put_it_back_once() throws Exception {
    var id = incidentIn("RESOLVED");
    againButNotDue(id);

    var one = start(LATER);
    var other = start(LATER);
    one.get(20, SECONDS);
    other.get(20, SECONDS);

    Handling.read(id).body("relapses", equalTo(1));
    assertThat(count("select count(*) from event where aggregate_id = '%s' and type like '%%relapsed%%'", id)).isOne();
  }

  @Test
  void what_people_resolve_anew_has_no_relapse_of_before() throws Exception {
    var id = incidentIn("RESOLVED");
    againButNotDue(id);
    Acme.tamper("update incident set state = 'CONTAINED' where id = '%s'", id);

    Handling.command(id, "resolution", Handling.REASON).statusCode(200);

    assertThat(pending(id)).isZero();
  }

  @Test
  void a_part_that_was_split_off_relapses_by_itself() throws Exception {
    hold(source, (int) HOLD.toSeconds());
    var other = Alert.bias().with("fingerprint", "8899aabbccddeeff").label("protected", "sex");
    Handling.fire(source, Alert.bias(), other);
    round(Instant.now().plus(HOLD));
    var whole = Acme.incidentOf(source);
    String signal = Handling.read(whole)
        .extract()
        .path("signals.find { it.upstreamKey.endsWith('8899aabbccddeeff') }.id");
    Handling.command(whole, "split", "{\"signalIds\":[\"" + signal + "\"],\"reason\":\"another cause\"}")
        .statusCode(200);
    String part = as(Role.INCIDENT_RESPONDER).get("/v1/incidents?systemId=" + Acme.systemOf(source))
        .then()
        .extract()
        .path("items.find { it.id != '" + whole + "' }.id");
    Handling.to("RESOLVED", whole);
    Handling.to("RESOLVED", part);
    Handling.fire(source, other.resolved());

    Handling.fire(source, other.with("status", "firing").with("startsAt", "2026-11-26T10:00:00Z"));
    round(Instant.now().plus(HOLD));

    relapsed(part);
    Handling.read(whole).body("state", equalTo("RESOLVED"));
  }

  @Test
  void a_relapse_of_what_was_merged_meanwhile_is_one_of_what_goes_on() throws Exception {
    var id = incidentIn("RESOLVED");
    var target = Handling.to("RESOLVED", Handling.incident());
    againButNotDue(id);
    Handling.command(id, "merge", "{\"targetId\":\"" + target + "\",\"reason\":\"same\"}").statusCode(200);

    round(LATER);

    relapsed(target);
    Handling.read(target).body("relapses", equalTo(1));
    Handling.read(id).body("state", equalTo("MERGED"));
    assertThat(pending(id) + pending(target)).isZero();
  }

  @Test
  void it_is_not_closed_before_that_is_looked_at() throws Exception {
    var id = incidentIn("REVIEW");
    againButNotDue(id);

    Handling.command(id, "closing", Handling.REASON)
        .statusCode(409)
        .body("detail", containsString("what fires anew, or worse, is looked at"));
    round(LATER);

    Handling.read(id).body("state", equalTo("TRIAGE"));
  }

  @Test
  void who_decides_upon_it_meanwhile_is_not_kept_waiting() throws Exception {
    var id = incidentIn("RESOLVED");

    try (var occupied = new Occupied(id)) {
      again();
      round(Instant.now());
      occupied.lock("select incident_id from alarm where incident_id = '%s'", id);
    }
    relapsed(id);
  }

  @Test
  void the_risks_that_it_is_linked_to_are_named() throws Exception {
    var id = incidentIn("RESOLVED");
    var risk = Acme.risk(TestRealm.ACME).toString();
    Handling.command(id, "links", "{\"to\":\"RISK\",\"target\":\"" + risk + "\",\"reason\":\"it is that\"}")
        .statusCode(200);
    again();

    relapsed(id);

    as(Role.INTERNAL_AUDITOR).get("/v1/incidents/" + id + "/history")
        .then()
        .body("items[-1].data.linkedRisks", contains(risk));
  }

  /** Its signal has fired and is over. */
  private String incidentIn(String state) {
    Handling.fire(source);
    var id = Handling.to(state, Acme.incidentOf(source));
    Handling.fire(source, over("2026-11-20T08:30:00.5Z"));
    return id;
  }

  private static Alert over(String began) {
    return Alert.bias().with("startsAt", began).resolved();
  }

  private void again() {
    Handling.fire(source, Alert.bias().with("startsAt", "2026-11-26T10:00:00Z"));
  }

  /** The rounds that go on by themselves leave it alone for a while. */
  private void againButNotDue(String id) throws SQLException {
    try (var occupied = new Occupied(id)) {
      again();
      Acme.tamper("update alarm set due_at = due_at + interval '1 hour' where incident_id = '%s'", id);
    }
  }

  /** Another round may be at it. */
  private void relapsed(String id) throws Exception {
    round(Instant.now());
    await().atMost(30, SECONDS).untilAsserted(() -> Handling.read(id).body("state", equalTo("TRIAGE")));
  }

  private static long pending(String id) {
    return count("select count(*) from alarm where incident_id = '%s'", id);
  }
}
