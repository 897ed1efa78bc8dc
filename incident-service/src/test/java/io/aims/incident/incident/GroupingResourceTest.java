package io.aims.incident.incident;

import static io.aims.incident.Acme.as;
import static io.aims.incident.Acme.count;
import static io.aims.incident.Acme.deliver;
import static io.aims.incident.Acme.globex;
import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import org.junit.jupiter.api.Test;

import io.aims.incident.Acme;
import io.aims.incident.Alert;
import io.aims.incident.Globex;
import io.aims.incident.Occupied;
import io.aims.incident.counting.KeyLock;
import io.aims.incident.signal.Kind;
import io.aims.platform.identity.Role;
import io.aims.platform.test.RealEngines;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;

@QuarkusTest
@QuarkusTestResource(value = RealEngines.class, initArgs = @ResourceArg(name = "context", value = "incident"))
class GroupingResourceTest {
  private static final Alert[] TWO_KINDS = {Alert.bias(), Alert.bias().label("kind", "drift")};
  private static final Alert OTHER = Alert.bias().label("protected", "sex");

  @Test
  void after_a_merge_the_target_takes_the_signals_and_the_source_stays_as_it_was() {
    var source = Acme.source();
    Handling.fire(source, TWO_KINDS);
    var bias = of(source, "FAIRNESS");
    var drift = of(source, "DRIFT");

    merge(bias, drift).statusCode(200)
        .body("state", equalTo("MERGED"))
        .body("open", equalTo(false))
        .body("mergedInto", equalTo(drift))
        .body("allowed", empty());
    Handling.fire(source, TWO_KINDS);

    Handling.read(bias).body("signals[0].firing", equalTo(1));
    Handling.read(drift).body("merged", contains(bias)).body("signals", hasSize(2)).body("version", equalTo(2));
    assertThat(count("select count(*) from incident where hook_source_id = '%s'", source)).isEqualTo(2);
    assertThat(count("select sum(firing) from signal where source_id = '%s'", source)).isEqualTo(4);
  }

  @Test
  void the_end_of_the_target_frees_the_keys_of_both() {
    var source = Acme.source();
    Handling.fire(source, TWO_KINDS);
    merge(of(source, "FAIRNESS"), of(source, "DRIFT")).statusCode(200);
    Handling.command(of(source, "DRIFT"), "dismissal", Handling.REASON).statusCode(200);

    Handling.fire(source, TWO_KINDS);

    assertThat(count("select count(*) from incident where hook_source_id = '%s' and open", source)).isEqualTo(2);
  }

  @Test
  void a_merge_needs_another_open_incident_of_the_organisation_and_makes_no_chain() {
    var source = Acme.source();
    Handling.fire(source, TWO_KINDS);
    var bias = of(source, "FAIRNESS");
    var drift = of(source, "DRIFT");
    var dismissed = Handling.incident();
    Handling.command(dismissed, "dismissal", Handling.REASON).statusCode(200);

    merge(bias, bias).statusCode(422);
    merge(bias, Handling.random()).statusCode(422).body("type", equalTo("urn:aims:problem:unknown-reference"));
    merge(bias, dismissed).statusCode(422);
    merge(bias, drift).statusCode(200);
    merge(drift, Handling.incident()).statusCode(409).body("detail", containsString("taken in others"));
    merge(drift, bias).statusCode(422);
  }

  @Test
  void hooks_that_come_in_during_a_merge_are_counted_all_the_same() throws Exception {
    var source = Acme.source();
    Handling.fire(source, TWO_KINDS);
    var bias = of(source, "FAIRNESS");
    var drift = of(source, "DRIFT");

    var hooks = CompletableFuture.runAsync(() -> {
      for (var i = 0; i < 60; i++) {
        deliver(source, Alert.group(TWO_KINDS)).statusCode(202);
      }
    });
    await().atMost(30, SECONDS)
        .until(() -> count("select sum(firing) from signal where source_id = '%s'", source) > 12);
    merge(bias, drift).statusCode(200);
    hooks.get(30, SECONDS);
    Acme.settled(source);

    assertThat(count("select sum(firing) from signal where source_id = '%s'", source)).isEqualTo(2 + 2 * 60);
    assertThat(count("select count(*) from incident where hook_source_id = '%s'", source)).isEqualTo(2);
  }

  @Test
  void split_signals_are_an_incident_of_their_own_from_then_on() {
    var source = Acme.source();
    Handling.fire(source, Alert.bias(), OTHER);
    var whole = of(source, "FAIRNESS");
    String moved = signal(whole, 0);

    split(whole, moved).statusCode(200).body("signals", hasSize(1)).body("state", equalTo("TRIAGE"));
    var part = of(source, "FAIRNESS");
    assertThat(part).isNotEqualTo(whole);
    Handling.read(part)
        .body("splitFrom", equalTo(whole))
        .body("signals.id", contains(moved))
        .body("caseId", equalTo(Handling.read(whole).extract().<String>path("caseId")));
    Handling.fire(source, Alert.bias(), OTHER);

    Handling.read(whole).body("signals.firing", contains(2));
    Handling.read(part).body("signals.firing", contains(2));
    Handling.to("CLOSED", part);
    Handling.fire(source, Alert.bias(), OTHER);
    Handling.read(whole).body("signals", hasSize(2));
  }

  @Test
  void what_came_from_a_split_can_be_split_again() {
    var source = Acme.source();
    Handling.fire(source, Alert.bias(), OTHER, Alert.bias().label("protected", "origin"));
    var whole = of(source, "FAIRNESS");
    split(whole, signal(whole, 0), signal(whole, 1)).statusCode(200);
    var part = of(source, "FAIRNESS");

    split(part, signal(part, 0)).statusCode(200).body("signals", hasSize(1));

    var smallest = of(source, "FAIRNESS");
    Handling.read(smallest).body("splitFrom", equalTo(part)).body("signals", hasSize(1));
    Handling.fire(source, Alert.bias(), OTHER, Alert.bias().label("protected", "origin"));
    for (var each : List.of(whole, part, smallest)) {
      Handling.read(each).body("signals.firing", contains(2));
    }
  }

  @Test
  void what_is_split_after_a_merge_is_of_its_signals_kind_and_of_one() {
    var source = Acme.source();
    Handling.fire(source, TWO_KINDS);
    var bias = of(source, "FAIRNESS");
    var drift = of(source, "DRIFT");
    merge(bias, drift).statusCode(200);
    Handling.fire(source, TWO_KINDS);
    Handling.fire(source, OTHER);
    List<String> fairness = signalsAbout(drift, "FAIRNESS");
    List<String> both = List.of(fairness.getFirst(), signalsAbout(drift, "DRIFT").getFirst());

    split(drift, both.toArray(String[]::new)).statusCode(422).body("violations.field", contains("signalIds"));
    split(drift, fairness.getFirst()).statusCode(200);

    Handling.read(of(source, "FAIRNESS")).body("kind", equalTo("FAIRNESS")).body("splitFrom", equalTo(drift));
    Handling.fire(source, TWO_KINDS);
    assertThat(count("select count(*) from incident where hook_source_id = '%s'", source)).isEqualTo(3);
  }

  @Test
  void a_signal_that_another_open_incident_takes_is_not_split_off_a_second_time() {
    var source = Acme.source();
    Handling.fire(source, Alert.bias(), OTHER);
    var whole = of(source, "FAIRNESS");
    split(whole, signal(whole, 0)).statusCode(200);
    var part = of(source, "FAIRNESS");
    Handling.command(part, "dismissal", Handling.REASON).statusCode(200);
    Handling.fire(source, Alert.bias(), OTHER);
    Handling.command(part, "reopening", Handling.REASON).statusCode(200);
    var its = Handling.read(part).extract().<String>path("signals[0].signalKey");

    split(whole, Handling.read(whole).extract().<String>path("signals.find { it.signalKey == '" + its + "' }.id"))
        .statusCode(409)
        .body("detail", containsString("relate"));
  }

  @Test
  void a_split_outlives_the_incident_it_came_from() {
    var source = Acme.source();
    Handling.fire(source, Alert.bias(), OTHER);
    var whole = of(source, "FAIRNESS");
    split(whole, signal(whole, 0)).statusCode(200);
    var part = of(source, "FAIRNESS");
    Handling.command(whole, "dismissal", Handling.REASON).statusCode(200);

    Handling.fire(source, Alert.bias(), OTHER);

    Handling.read(part).body("signals.firing", contains(2));
    assertThat(count("select count(*) from incident where hook_source_id = '%s'", source)).isEqualTo(3);
  }

  @Test
  void a_split_takes_some_of_its_own_signals_and_leaves_one() {
    var source = Acme.source();
    Handling.fire(source, Alert.bias(), OTHER);
    var whole = of(source, "FAIRNESS");
    var others = signal(Handling.incident(), 0);

    split(whole, signal(whole, 0), signal(whole, 1)).statusCode(422);
    split(whole, others).statusCode(422).body("type", equalTo("urn:aims:problem:unknown-reference"));
    split(whole).statusCode(422);
  }

  /** What exists elsewhere looks like what exists nowhere. */
  @Test
  void nothing_is_brought_together_with_what_is_another_organisations() {
    var source = Acme.source();
    Handling.fire(source, Alert.bias(), OTHER);
    var own = Acme.incidentOf(source);
    var foreign = Globex.incident();
    var its = Globex.signal(foreign);

    assertThat(unknown(merge(own, foreign))).isEqualTo(unknown(merge(own, Handling.random())));
    assertThat(unknown(relate(own, foreign))).isEqualTo(unknown(relate(own, Handling.random())));
    assertThat(unknown(split(own, its))).isEqualTo(unknown(split(own, Handling.random())));
    unknown(split(own, signal(own, 0), its));

    Handling.read(own).body("version", equalTo(1)).body("signals", hasSize(2)).body("relations", empty());
    Globex.as(Role.INCIDENT_RESPONDER)
        .get("/v1/incidents/" + foreign)
        .then()
        .statusCode(200)
        .body("version", equalTo(1))
        .body("state", equalTo("TRIAGE"))
        .body("signals.id", contains(its))
        .body("relations", empty())
        .body("merged", empty());
    assertThat(count("select count(*) from incident_key where incident_id = '%s'", foreign)).isOne();
    assertThat(count("select count(*) from event where aggregate_id in ('%s', '%s')", own, foreign)).isEqualTo(2);
  }

  private static String unknown(ValidatableResponse answer) {
    return answer.statusCode(422).body("type", equalTo("urn:aims:problem:unknown-reference")).extract().asString();
  }

  @Test
  void all_signals_of_an_incident_are_listed_page_by_page() {
    var source = Acme.source();
    Handling.fire(source, Alert.bias(), OTHER);
    var incident = Acme.incidentOf(source);
    var shown = Handling.read(incident).body("signals", hasSize(2)).extract().<List<String>>path("signals.id");

    var first = as(Role.RISK_OWNER).get("/v1/incidents/" + incident + "/signals?limit=1").then().statusCode(200);
    var second = as(Role.RISK_OWNER)
        .get("/v1/incidents/" + incident + "/signals?limit=1&cursor=" + first.extract().<String>path("nextCursor"))
        .then()
        .statusCode(200)
        .body("nextCursor", nullValue());

    assertThat(List.of(first.extract().<String>path("items[0].id"), second.extract().<String>path("items[0].id")))
        .containsExactlyInAnyOrderElementsOf(shown);
    globex(Role.RISK_OWNER).get("/v1/incidents/" + incident + "/signals").then().statusCode(404);
    as(Role.EMPLOYEE).get("/v1/incidents/" + incident + "/signals").then().statusCode(403);
  }

  @Test
  void with_one_key_a_merge_and_a_reopening_happen_once() {
    var source = Acme.source();
    Handling.fire(source, TWO_KINDS);
    var bias = of(source, "FAIRNESS");
    var drift = of(source, "DRIFT");

    twice(bias, "merge", target(drift));
    Handling.read(bias).body("version", equalTo(2)).body("mergedInto", equalTo(drift));
    Handling.read(drift).body("version", equalTo(2)).body("merged", contains(bias));
    Handling.command(drift, "dismissal", Handling.REASON).statusCode(200);

    twice(drift, "reopening", Handling.REASON);
    Handling.read(drift).body("version", equalTo(4)).body("open", equalTo(true));
    assertThat(count("select count(*) from event where aggregate_id = '%s'", bias)).isEqualTo(2);
    assertThat(count("select count(*) from event where aggregate_id = '%s'", drift)).isEqualTo(4);
  }

  /** The second answer is the first one, also to what has become stale by the first. */
  private static void twice(String id, String command, String body) {
    int version = Handling.read(id).extract().path("version");
    var key = "\"" + Handling.random() + "\"";
    var answers = new ArrayList<String>();
    for (var again = 0; again < 2; again++) {
      answers.add(as(Role.INCIDENT_RESPONDER).header("If-Match", "\"" + version + "\"")
          .header("Idempotency-Key", key)
          .body(body)
          .post("/v1/incidents/" + id + "/" + command)
          .then()
          .statusCode(200)
          .header("ETag", "\"" + (version + 1) + "\"")
          .extract()
          .asString());
    }
    assertThat(answers.getLast()).isEqualTo(answers.getFirst());
  }

  @Test
  void a_relation_is_seen_from_both_sides_and_made_once() {
    var one = Handling.incident();
    var other = Handling.incident();

    relate(one, other).statusCode(200).body("relations.incidentId", contains(other));

    Handling.read(other).body("relations[0].incidentId", equalTo(one)).body("version", equalTo(1));
    relate(other, one).statusCode(409);
    relate(one, one).statusCode(422);
    relate(one, Handling.random()).statusCode(422);
  }

  @Test
  void what_is_closed_can_be_reopened_until_the_next_one_has_its_key() {
    var source = Acme.source();
    Handling.fire(source);
    var first = Handling.to("CLOSED", Acme.incidentOf(source));

    Handling.command(first, "reopening", Handling.REASON)
        .statusCode(200)
        .body("state", equalTo("OPEN"))
        .body("open", equalTo(true))
        .body("times.closed", nullValue());
    Handling.fire(source);
    Handling.read(first).body("signals[0].firing", equalTo(2));

    Handling.command(first, "dismissal", Handling.REASON).statusCode(200);
    Handling.fire(source);
    Handling.command(first, "reopening", Handling.REASON).statusCode(409).body("detail", containsString("relate"));
  }

  @Test
  void what_is_reopened_goes_on_for_what_was_merged_into_it() {
    var source = Acme.source();
    Handling.fire(source, TWO_KINDS);
    var bias = of(source, "FAIRNESS");
    var drift = of(source, "DRIFT");
    merge(bias, drift).statusCode(200);
    Handling.command(drift, "dismissal", Handling.REASON).statusCode(200);

    Handling.command(drift, "reopening", Handling.REASON).statusCode(200);
    Handling.fire(source, TWO_KINDS);

    Handling.read(drift).body("signals", hasSize(2));
    assertThat(count("select count(*) from incident where hook_source_id = '%s'", source)).isEqualTo(2);
    as(Role.INTERNAL_AUDITOR).get("/v1/incidents/" + drift + "/history")
        .then()
        .body("items[-1].type", equalTo("aims.incident.incident.reopened.v1"))
        .body("items[-1].data.absorbedKinds", contains("FAIRNESS"));
  }

  @Test
  void what_was_merged_can_have_a_successor_that_is_in_the_way_of_reopening() {
    var source = Acme.source();
    Handling.fire(source, TWO_KINDS);
    var drift = of(source, "DRIFT");
    merge(of(source, "FAIRNESS"), drift).statusCode(200);
    Handling.command(drift, "dismissal", Handling.REASON).statusCode(200);
    Handling.fire(source);

    Handling.command(drift, "reopening", Handling.REASON).statusCode(409).body("detail", containsString("relate"));

    Handling.read(drift).body("state", equalTo("DISMISSED"));
  }

  @Test
  void a_part_that_was_merged_twice_gives_its_key_once() {
    var source = Acme.source();
    Handling.fire(source, Alert.bias(), OTHER);
    var whole = of(source, "FAIRNESS");
    split(whole, signal(whole, 0)).statusCode(200);
    var part = of(source, "FAIRNESS");
    String its = Handling.read(part).extract().path("signals[0].signalKey");
    merge(part, whole).statusCode(200);
    Handling.fire(source, Alert.bias(), OTHER);
    split(whole, Handling.read(whole).extract().<String>path("signals.find { it.signalKey == '" + its + "' }.id"))
        .statusCode(200);
    merge(of(source, "FAIRNESS"), whole).statusCode(200);
    Handling.command(whole, "dismissal", Handling.REASON).statusCode(200);

    Handling.command(whole, "reopening", Handling.REASON).statusCode(200);
    Handling.fire(source, Alert.bias(), OTHER);

    Handling.read(whole).body("signals", hasSize(2));
    assertThat(count("select count(*) from incident where hook_source_id = '%s' and open", source)).isOne();
  }

  @Test
  void who_waits_for_an_incident_to_merge_or_split_it_keeps_its_keys_from_nobody() throws Exception {
    var source = Acme.source();
    Handling.fire(source, TWO_KINDS);
    var bias = of(source, "FAIRNESS");
    var drift = of(source, "DRIFT");
    Handling.fire(source, OTHER);
    var part = signal(bias, 0);

    var system = Acme.systemOf(source);
    whileOccupied(bias, () -> split(bias, part), KeyLock.tried(system, Kind.FAIRNESS));
    whileOccupied(drift, () -> merge(bias, drift), KeyLock.tried(system, Kind.FAIRNESS),
        KeyLock.tried(system, Kind.DRIFT));
  }

  /** Somebody else decides upon {@code incident} meanwhile, and could still have these keys. */
  private static void whileOccupied(String incident, Supplier<ValidatableResponse> command, String... keys)
      throws Exception {
    CompletableFuture<Integer> status;
    try (var occupied = new Occupied(incident)) {
      status = CompletableFuture.supplyAsync(() -> command.get().extract().statusCode());
      occupied.awaitAnother();
      for (var key : keys) {
        assertThat(occupied.gets(key)).isTrue();
      }
    }
    assertThat(status.get(20, SECONDS)).isEqualTo(200);
  }

  @Test
  void what_waits_for_an_incident_belongs_to_the_one_that_is_reopened() {
    var source = Acme.source();
    Handling.fire(source);
    var id = Handling.to("CLOSED", Acme.incidentOf(source));
    as(Role.PLATFORM_ENGINEER)
        .body("{\"holdDownSeconds\":600,\"flapsAt\":6,\"calmAt\":2,\"flapWindowSeconds\":3600,\"reason\":\"noisy\"}")
        .post("/v1/signals/rules/" + source)
        .then()
        .statusCode(200);
    Handling.fire(source, OTHER);
    Handling.fire(source, Alert.bias().with("startsAt", "2026-11-25T08:30:00Z"));

    Handling.command(id, "reopening", Handling.REASON).statusCode(200).body("signals", hasSize(2));

    assertThat(count("select count(*) from signal where source_id = '%s' and incident_id is null", source)).isZero();
    assertThat(count("select sum(firing) from signal where incident_id = '%s'", id)).isEqualTo(3);
  }

  @Test
  void what_comes_back_soon_after_its_closing_is_a_recurrence() {
    var source = Acme.source();
    Handling.fire(source);
    var first = Handling.to("CLOSED", Acme.incidentOf(source));

    Handling.fire(source);

    Handling.read(Acme.incidentOf(source)).body("recurrenceOf", equalTo(first)).body("state", equalTo("TRIAGE"));
    Handling.command(Acme.incidentOf(source), "dismissal", Handling.REASON).statusCode(200);
    Acme.tamper("update incident set ended_at = now() - interval '31 days' where id = '%s'", first);
    Handling.fire(source);
    Handling.read(Acme.incidentOf(source)).body("recurrenceOf", nullValue());
  }

  /** What was merged has ended when that was closed as part of which it went on. */
  @Test
  void what_comes_back_soon_after_the_closing_of_what_it_went_on_as_is_a_recurrence_of_that() {
    var source = Acme.source();
    Handling.fire(source, TWO_KINDS);
    var drift = of(source, "DRIFT");
    var bias = of(source, "FAIRNESS");
    merge(drift, bias).statusCode(200);
    Acme.tamper("update incident set ended_at = now() - interval '90 days' where id = '%s'", drift);
    Handling.to("CLOSED", bias);

    Handling.fire(source, TWO_KINDS[1]);

    var again = of(source, "DRIFT");
    Handling.read(again).body("recurrenceOf", equalTo(bias)).body("state", equalTo("TRIAGE"));
    as(Role.GOVERNANCE_OFFICER)
        .get("/v1/incidents/figures?kind=DRIFT&from=2020-01-01T00:00:00Z&to=2099-01-01T00:00:00Z&systemId="
            + Acme.systemOf(source))
        .then()
        .statusCode(200)
        .body("total.recurrences", equalTo(1));
    Handling.to("CLOSED", again);
    Handling.fire(source, TWO_KINDS[1]);
    Handling.read(of(source, "DRIFT")).body("recurrenceOf", equalTo(again));
  }

  @Test
  void what_it_went_on_as_is_no_earlier_one_before_it_is_closed_or_long_after() {
    var source = Acme.source();
    Handling.fire(source, TWO_KINDS);
    var bias = of(source, "FAIRNESS");
    merge(of(source, "DRIFT"), bias).statusCode(200);
    Handling.command(bias, "dismissal", Handling.REASON).statusCode(200);
    Handling.fire(source, TWO_KINDS[1]);
    Handling.read(of(source, "DRIFT")).body("recurrenceOf", nullValue());

    Handling.command(of(source, "DRIFT"), "dismissal", Handling.REASON).statusCode(200);
    Acme.tamper("update incident set state = 'CLOSED', ended_at = now() - interval '31 days' where id = '%s'", bias);
    Handling.fire(source, TWO_KINDS[1]);
    Handling.read(of(source, "DRIFT")).body("recurrenceOf", nullValue());
  }

  @Test
  void after_some_days_nothing_is_reopened() {
    var id = Handling.incident();
    Handling.command(id, "dismissal", Handling.REASON).statusCode(200);
    Acme.tamper("update incident set ended_at = now() - interval '15 days' where id = '%s'", id);

    Handling.command(id, "reopening", Handling.REASON).statusCode(409).body("detail", containsString("14 days"));
  }

  @Test
  void grouping_belongs_to_responders_of_the_organisation() {
    var id = Handling.incident();
    var path = "/v1/incidents/" + id + "/";

    for (var command : List.of("merge " + target(id), "split " + ids(id), "relations " + relation(id),
        "reopening " + Handling.REASON)) {
      var word = command.split(" ", 2)[0];
      var body = command.split(" ", 2)[1];
      given().contentType("application/json").body(body).post(path + word).then().statusCode(401);
      as(Role.INTERNAL_AUDITOR).header("If-Match", "\"1\"").body(body).post(path + word).then().statusCode(403);
      globex(Role.INCIDENT_RESPONDER).header("If-Match", "\"1\"").body(body).post(path + word).then().statusCode(404);
      as(Role.INCIDENT_RESPONDER).body(body).post(path + word).then().statusCode(428);
      as(Role.INCIDENT_RESPONDER).header("If-Match", "\"9\"").body(body).post(path + word).then().statusCode(412);
    }
  }

  /** The latest incident of that kind. */
  private static String of(String source, String kind) {
    return as(Role.RISK_OWNER).get("/v1/incidents?kind=" + kind + "&systemId=" + Acme.systemOf(source))
        .then()
        .extract()
        .path("items[0].id");
  }

  private static String signal(String incident, int index) {
    return Handling.read(incident).extract().path("signals[" + index + "].id");
  }

  private static List<String> signalsAbout(String incident, String kind) {
    var ids = new ArrayList<String>();
    for (String id : Handling.read(incident).extract().<List<String>>path("signals.id")) {
      if (count("select count(*) from signal where id = '%s' and about like '%%/%s'", id, kind) == 1) {
        ids.add(id);
      }
    }
    return ids;
  }

  private static ValidatableResponse merge(String source, String target) {
    return Handling.command(source, "merge", target(target));
  }

  private static String target(String id) {
    return "{\"targetId\":\"%s\",\"reason\":\"one thing\"}".formatted(id);
  }

  private static ValidatableResponse split(String id, String... signals) {
    return Handling.command(id, "split", ids(signals));
  }

  private static String ids(String... signals) {
    return "{\"signalIds\":[%s],\"reason\":\"two things\"}"
        .formatted(signals.length == 0 ? "" : "\"" + String.join("\",\"", signals) + "\"");
  }

  private static ValidatableResponse relate(String id, String other) {
    return Handling.command(id, "relations", relation(other));
  }

  private static String relation(String other) {
    return "{\"incidentId\":\"%s\",\"relation\":\"SAME_CAUSE\",\"reason\":\"same data\"}".formatted(other);
  }
}
