package io.aims.incident.delivery;

import static io.aims.incident.Acme.as;
import static io.aims.incident.Acme.count;
import static io.aims.incident.Acme.globex;
import static io.aims.incident.Acme.monitor;
import static io.aims.incident.Acme.tamper;
import static java.util.concurrent.TimeUnit.SECONDS;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.Map.Entry;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.aims.incident.Acme;
import io.aims.incident.Alert;
import io.aims.incident.Occupied;
import io.aims.platform.identity.Role;
import io.aims.platform.test.RealEngines;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;

/** What waits for a person, what is run again, and what is forgotten. */
@QuarkusTest
@QuarkusTestResource(value = RealEngines.class, initArgs = @ResourceArg(name = "context", value = "incident"))
class KeptDeliveriesTest {
  private static final String STRANGE = "{\"specversion\":\"1.0\",\"type\":\"org.example.strange\",\"source\":\"s\",\"id\":\"1\"}";
  private static final String REASON = "{\"reason\":\"format is read now\"}";
  @Inject
  RawBodies bodies;

  @Test
  void what_nobody_can_read_waits_and_can_be_run_again() {
    var source = cloudEvents();
    String id = strange(source);

    as(Role.PLATFORM_ENGINEER).get("/v1/deliveries?state=QUARANTINED&sourceId=" + source)
        .then()
        .body("items.id", hasItem(id))
        .body("items[0].cause", equalTo("EVENT_TYPE_UNKNOWN"));
    replay(id).then().statusCode(202).body("state", equalTo("QUEUED"));
    Acme.settled(source);

    as(Role.INCIDENT_RESPONDER).get("/v1/deliveries/" + id)
        .then()
        .body("state", equalTo("FAILED"))
        .body("cause", containsString("EVENT_TYPE_UNKNOWN"))
        .body("replayReason", equalTo("format is read now"))
        .body("replayedBy", equalTo(Acme.RESPONDER));

    replay(id, "tried once more").then().statusCode(202).body("state", equalTo("QUEUED"));
    Acme.settled(source);
    as(Role.INCIDENT_RESPONDER).get("/v1/deliveries/" + id)
        .then()
        .body("state", equalTo("FAILED"))
        .body("attempts", equalTo(1))
        .body("cause", containsString("EVENT_TYPE_UNKNOWN"))
        .body("replayReason", equalTo("tried once more"));
    assertThat(count("select count(*) from delivery_queue where delivery_id = '%s'", id)).isZero();
    assertThat(count("select count(*) from signal where source_id = '%s'", source)).isZero();
  }

  @AfterEach
  void letGo() {
    tamper("drop trigger if exists stays on delivery_queue; drop function if exists stays()");
  }

  @Test
  void of_two_replays_at_once_one_is_taken_and_its_reason_is_kept() throws Exception {
    var source = cloudEvents();
    String id = strange(source);
    // what was queued first must not have failed again before the second one is looked at
    tamper("""
        create or replace function stays() returns trigger language plpgsql as $$
        begin
          raise exception 'made for the test';
        end $$;
        create trigger stays before delete on delivery_queue for each row when (old.delivery_id = '%s')
        execute function stays()""", id);
    Map<String, CompletableFuture<Response>> asked;
    try (var people = Executors.newVirtualThreadPerTaskExecutor(); var occupied = new Occupied("delivery", id)) {
      asked = Stream.of("one", "other")
          .collect(toMap(reason -> reason, reason -> CompletableFuture.supplyAsync(() -> replay(id, reason), people)));
      occupied.awaitOthers(2);
    }

    var answers = asked.entrySet().stream().collect(toMap(each -> each.getValue().join().statusCode(), Entry::getKey));

    assertThat(answers).containsOnlyKeys(202, 409);
    asked.get(answers.get(409)).join().then().body("type", equalTo("urn:aims:problem:not-allowed-now"));
    letGo();
    Acme.settled(source);
    as(Role.INCIDENT_RESPONDER).get("/v1/deliveries/" + id)
        .then()
        .body("state", equalTo("FAILED"))
        .body("replayReason", equalTo(answers.get(202)));
  }

  @Test
  void what_can_be_read_meanwhile_has_its_effects_once() {
    var source = Acme.source();
    String id = Acme.deliver(source, Alert.bias().posted()).extract().path("deliveryId");
    Acme.settled(source);
    tamper("delete from signal where source_id = '%s'", source);
    tamper("update delivery set state = 'QUARANTINED' where id = '%s'", id);

    replay(id).then().statusCode(202);
    Acme.settled(source);

    assertThat(count("select sum(firing) from signal where source_id = '%s'", source)).isOne();
    replay(id).then().statusCode(409).body("state", equalTo("PROCESSED"));
    assertThat(count("select sum(firing) from signal where source_id = '%s'", source)).isOne();
  }

  @Test
  void a_replay_is_decided_by_a_responder_of_the_organisation_with_a_reason() {
    String id = strange(cloudEvents());

    as(Role.PLATFORM_ENGINEER).body(REASON).post(path(id)).then().statusCode(403);
    globex(Role.INCIDENT_RESPONDER).body(REASON).post(path(id)).then().statusCode(404);
    as(Role.INCIDENT_RESPONDER).body("{\"reason\":\" \"}").post(path(id)).then().statusCode(422);
  }

  @Test
  void what_was_sent_is_forgotten_after_its_time_and_the_delivery_stays() throws SQLException {
    var source = cloudEvents();
    String id = strange(source);
    tamper("update delivery set received_at = received_at - interval '100 days' where id = '%s'", id);

    bodies.forget(Instant.now());

    as(Role.INCIDENT_RESPONDER).get("/v1/deliveries/" + id)
        .then()
        .statusCode(200)
        .body("body", nullValue())
        .body("rawDroppedAt", notNullValue())
        .body("sha256", notNullValue())
        .body("size", equalTo(STRANGE.length()));
    replay(id).then().statusCode(409).body("state", equalTo("FORGOTTEN"));
  }

  @Test
  void an_open_incident_keeps_what_came_in_and_so_does_one_that_may_be_opened_again() throws SQLException {
    var source = Acme.source();
    var id = oldDelivery(source);

    bodies.forget(Instant.now());
    assertThat(kept(id)).isTrue();

    tamper("update incident set state = 'CLOSED', open = false, ended_at = now() - interval '13 days' "
        + "where hook_source_id = '%s'", source);
    bodies.forget(Instant.now());
    assertThat(kept(id)).as("may be opened again").isTrue();

    tamper("update incident set ended_at = now() - interval '15 days' where hook_source_id = '%s'", source);
    bodies.forget(Instant.now());
    assertThat(kept(id)).isFalse();
  }

  @Test
  void held_evidence_is_kept_after_the_end() throws SQLException {
    var source = Acme.source();
    var id = oldDelivery(source);
    tamper("update incident set state = 'CLOSED', open = false, evidence_hold = true, "
        + "ended_at = now() - interval '100 days' where hook_source_id = '%s'", source);

    bodies.forget(Instant.now());
    assertThat(kept(id)).isTrue();

    tamper("update incident set evidence_hold = false where hook_source_id = '%s'", source);
    bodies.forget(Instant.now());
    assertThat(kept(id)).isFalse();
  }

  @Test
  void what_came_by_a_shared_source_is_kept_while_it_waits_and_as_long_as_an_incident_that_counts_it()
      throws SQLException {
    var source = Acme.shared();
    var name = "nobodys-" + source;
    String id = Acme.deliver(source, Alert.bias().label("ai_system_id", name).posted()).extract().path("deliveryId");
    Acme.settled(source);
    tamper("update delivery set received_at = received_at - interval '100 days' where id = '%s'", id);

    bodies.forget(Instant.now());
    assertThat(kept(id)).as("it waits").isTrue();

    Acme.system(name);
    await().atMost(25, SECONDS)
        .until(() -> count("select count(*) from incident where hook_source_id = '%s'", source) == 1);
    bodies.forget(Instant.now());
    assertThat(kept(id)).as("its incident is open").isTrue();

    tamper("update incident set state = 'CLOSED', open = false, ended_at = now() - interval '15 days' "
        + "where hook_source_id = '%s'", source);
    bodies.forget(Instant.now());
    assertThat(kept(id)).isFalse();
  }

  @Test
  void what_goes_on_as_part_of_another_incident_is_kept_as_long_as_that_one() throws SQLException {
    var source = Acme.source();
    var id = oldDelivery(source);
    var target = Acme.source();
    oldDelivery(target);
    tamper("update incident set state = 'MERGED', open = false, ended_at = now() - interval '100 days', merged_into = "
        + "(select id from incident where hook_source_id = '%s') where hook_source_id = '%s'", target, source);

    bodies.forget(Instant.now());
    assertThat(kept(id)).isTrue();

    tamper("update incident set state = 'CLOSED', open = false, ended_at = now() - interval '13 days' "
        + "where hook_source_id = '%s'", target);
    bodies.forget(Instant.now());
    assertThat(kept(id)).as("the other one may be opened again").isTrue();

    tamper("update incident set ended_at = now() - interval '15 days' where hook_source_id = '%s'", target);
    bodies.forget(Instant.now());
    assertThat(kept(id)).isFalse();
  }

  /** A delivery of long ago, whose incident is open. */
  private static String oldDelivery(String source) {
    String id = Acme.deliver(source, Alert.bias().posted()).extract().path("deliveryId");
    Acme.settled(source);
    tamper("update delivery set received_at = received_at - interval '100 days' where id = '%s'", id);
    return id;
  }

  private static boolean kept(String id) {
    return count("select length(body) from delivery where id = '%s'", id) > 0;
  }

  private static String cloudEvents() {
    return as(Role.PLATFORM_ENGINEER)
        .body(Acme.sourceOf(Acme.system()).replace("ALERTMANAGER", "CLOUDEVENTS"))
        .post("/v1/hook-sources")
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  private static String strange(String source) {
    return monitor().contentType("application/cloudevents+json")
        .body(STRANGE)
        .post("/v1/hooks/" + source)
        .then()
        .statusCode(200)
        .extract()
        .path("deliveryId");
  }

  private static Response replay(String id) {
    return as(Role.INCIDENT_RESPONDER).body(REASON).post(path(id));
  }

  private static Response replay(String id, String reason) {
    return as(Role.INCIDENT_RESPONDER).body("{\"reason\":\"" + reason + "\"}").post(path(id));
  }

  private static String path(String id) {
    return "/v1/deliveries/" + id + "/replay";
  }
}
