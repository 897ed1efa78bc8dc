package io.aims.incident.rounds;

import static io.aims.incident.Acme.as;
import static io.aims.incident.Acme.count;
import static io.aims.incident.Acme.tamper;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.IntStream;

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
import io.restassured.response.ValidatableResponse;

/** A relapse names its signals, and what has left the incident before the round puts nothing back. */
@QuarkusTest
@QuarkusTestResource(value = RealEngines.class, initArgs = @ResourceArg(name = "context", value = "incident"))
class RelapsedSignalsTest extends AheadOfTime {
  private static final Duration HOLD = Duration.ofSeconds(600);
  private static final Instant LATER = Instant.now().plus(Duration.ofHours(2));
  private static final String REVIEW = """
      {"correctiveActionRequired":false,"contributingCauses":"shifted sample","lessons":"watch it","reason":"met"}""";
  private String source;
  private String id;

  /** Two signals have fired and are over. */
  @BeforeEach
  void an_incident_that_people_have_resolved() {
    source = Acme.source();
    Handling.fire(source, age(), sex());
    id = Handling.to("RESOLVED", Acme.incidentOf(source));
    Handling.fire(source, age().resolved(), sex().resolved());
  }

  @Test
  void those_that_fire_anew_are_named_in_its_event_and_in_its_timeline() throws Exception {
    notedButNotDue(age(), sex());

    round(LATER);

    var both = containsInAnyOrder(counted("aabbccdd"), counted("ccddeeff"));
    relapsed().body("items[-1].data.signalIds", both).body("items[-1].data.signals", equalTo(2));
    as(Role.INCIDENT_RESPONDER).get("/v1/incidents/" + id + "/timeline")
        .then()
        .body("items.findAll { it.kind == 'RELAPSED' }", hasSize(1))
        .body("items.find { it.kind == 'RELAPSED' }.signalIds", both)
        .body("items.find { it.kind == 'RELAPSED' }.signals", equalTo(2))
        .body("items.findAll { it.containsKey('signals') }", hasSize(1));
  }

  /** As in a storm, in which some signal always has just begun to fire. */
  @Test
  void what_fires_later_puts_nothing_off() throws Exception {
    notedButNotDue(age(), sex());
    Acme.tamper("update alarm set due_at = now() where incident_id = '%s' and signal_id = '%s'", id,
        counted("ccddeeff"));

    round(Instant.now().plusSeconds(1));

    relapsed().body("items[-1].data.signals", equalTo(2));
  }

  @Test
  void those_that_are_over_are_not() throws Exception {
    notedButNotDue(sex());

    round(LATER);

    relapsed().body("items[-1].data.signalIds", contains(counted("ccddeeff")))
        .body("items[-1].data.signals", equalTo(1));
  }

  @Test
  void what_is_split_off_before_the_round_does_not_put_the_rest_back() throws Exception {
    notedButNotDue(sex());
    split("ccddeeff");

    round(LATER);

    assertThat(pending()).isZero();
    Handling.read(id).body("state", equalTo("RESOLVED")).body("relapses", equalTo(0));
    Handling.read(part()).body("state", equalTo("TRIAGE")).body("relapses", equalTo(0));
  }

  @Test
  void the_rest_is_put_back_by_another_one() throws Exception {
    notedButNotDue(age(), sex());
    split("ccddeeff");

    round(LATER);

    relapsed().body("items[-1].data.signalIds", contains(counted("aabbccdd")));
    Handling.read(part()).body("relapses", equalTo(0));
  }

  @Test
  void what_is_split_off_keeps_the_rest_from_no_closing() throws Exception {
    notedButNotDue(sex());
    split("ccddeeff");
    Handling.command(id, "review", REVIEW).statusCode(200);

    Handling.command(id, "closing", Handling.REASON).statusCode(200);
  }

  @Test
  void what_is_merged_into_one_that_people_are_at_work_on_puts_nothing_back() throws Exception {
    var target = Handling.to("CONTAINED", Handling.incident());
    notedButNotDue(sex());
    merge(target);
    Handling.command(target, "resolution", Handling.REASON).statusCode(200);

    round(LATER);

    assertThat(pending()).isZero();
    Handling.read(target).body("state", equalTo("RESOLVED"));
  }

  @Test
  void what_a_merge_has_brought_is_named_as_it_was_counted() throws Exception {
    var target = Handling.to("RESOLVED", Handling.incident());
    notedButNotDue(sex());
    var signal = counted("ccddeeff");
    merge(target);

    round(LATER);

    id = target;
    relapsed().body("items[-1].data.signalIds", contains(signal));
  }

  @Test
  void what_was_counted_before_a_merge_and_fires_long_enough_after_it_is_named_so() throws Exception {
    hold(source, (int) HOLD.toSeconds());
    var target = Handling.to("RESOLVED", Handling.incident());
    Handling.fire(source, again(sex()));
    var signal = counted("ccddeeff");
    merge(target);

    round(Instant.now().plus(HOLD));

    id = target;
    relapsed().body("items[-1].data.signalIds", contains(signal));
  }

  @Test
  void of_a_storm_twenty_are_named_and_all_are_counted() throws Exception {
    var storm = IntStream.range(0, 23)
        .mapToObj(i -> Alert.bias().with("fingerprint", "%016x".formatted(i)).label("protected", "attribute " + i))
        .toArray(Alert[]::new);

    notedButNotDue(storm);
    round(LATER);

    relapsed().body("items[-1].data.signalIds", hasSize(20)).body("items[-1].data.signals", equalTo(23));
  }

  @Test
  void one_that_can_not_be_put_back_waits_with_all_its_signals_and_keeps_no_other_one_waiting() throws Exception {
    notedButNotDue(age(), sex());
    tamper("""
        create or replace function refuses() returns trigger language plpgsql as $$
        begin
          raise exception 'made for the test';
        end $$;
        create trigger refuses before delete on alarm for each row when (old.incident_id = '%s')
        execute function refuses()""", id);
    try {
      round(LATER);
      assertThat(count("select count(*) from alarm where incident_id = '%s' and failures = 1 and due_at > '%s'", id,
          LATER)).isEqualTo(2);
    } finally {
      tamper("drop trigger refuses on alarm; drop function refuses()");
    }

    tamper("update alarm set due_at = now() where incident_id = '%s' and signal_id = '%s'", id, counted("ccddeeff"));
    round(LATER);
    assertThat(pending()).isEqualTo(2);
    round(LATER.plus(Duration.ofMinutes(2)));

    relapsed().body("items[-1].data.signals", equalTo(2));
  }

  private static Alert age() {
    return Alert.bias();
  }

  private static Alert sex() {
    return Alert.bias().with("fingerprint", "8899aabbccddeeff").label("protected", "sex");
  }

  private static Alert again(Alert alert) {
    return alert.with("startsAt", "2026-11-26T10:00:00Z");
  }

  /** The rounds that go on by themselves leave it alone for a while. */
  private void notedButNotDue(Alert... alerts) throws SQLException {
    try (var occupied = new Occupied(id)) {
      Handling.fire(source, Arrays.stream(alerts).map(RelapsedSignalsTest::again).toArray(Alert[]::new));
      tamper("update alarm set due_at = due_at + interval '1 hour' where incident_id = '%s'", id);
    }
    assertThat(pending()).isEqualTo(alerts.length);
  }

  private ValidatableResponse relapsed() {
    await().atMost(30, SECONDS).untilAsserted(() -> Handling.read(id).body("state", equalTo("TRIAGE")));
    return as(Role.INTERNAL_AUDITOR).get("/v1/incidents/" + id + "/history")
        .then()
        .body("items[-1].type", equalTo("aims.incident.incident.relapsed.v1"));
  }

  private String counted(String fingerprint) {
    return Handling.read(id).extract().path("signals.find { it.upstreamKey.endsWith('" + fingerprint + "') }.id");
  }

  private void split(String fingerprint) {
    Handling.command(id, "split", "{\"signalIds\":[\"" + counted(fingerprint) + "\"],\"reason\":\"another cause\"}")
        .statusCode(200);
  }

  private void merge(String target) {
    Handling.command(id, "merge", "{\"targetId\":\"" + target + "\",\"reason\":\"the same\"}").statusCode(200);
  }

  private String part() {
    return as(Role.INCIDENT_RESPONDER).get("/v1/incidents?systemId=" + Acme.systemOf(source))
        .then()
        .extract()
        .path("items.find { it.id != '" + id + "' }.id");
  }

  private long pending() {
    return count("select count(*) from alarm where incident_id = '%s'", id);
  }
}
