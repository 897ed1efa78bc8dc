package io.aims.incident.hooks;

import static io.aims.incident.Acme.as;
import static io.aims.incident.Acme.count;
import static io.aims.incident.Acme.deliver;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import java.util.Collections;
import java.util.HashSet;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.aims.incident.Acme;
import io.aims.incident.Alert;
import io.aims.incident.counting.KeyLock;
import io.aims.incident.signal.Kind;
import io.aims.platform.identity.Role;
import io.aims.platform.test.RealEngines;
import io.aims.platform.test.TenancyContract;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
@QuarkusTestResource(value = RealEngines.class, initArgs = @ResourceArg(name = "context", value = "incident"))
class HookStormTest {

  @Test
  void one_alert_that_fires_51_times_is_resolved_and_fires_again_is_one_incident_with_the_right_counts() {
    var source = Acme.source();

    IntStream.range(0, 51)
        .forEach(i -> deliver(source, Alert.bias().label("request", "r" + i).posted()).statusCode(202));
    deliver(source, Alert.bias().resolved().posted()).statusCode(202);
    deliver(source, Alert.bias().label("instance", "monitor-2:8080").posted()).statusCode(202);
    Acme.settled(source);

    as(Role.INCIDENT_RESPONDER).get("/v1/incidents?systemId=" + Acme.systemOf(source))
        .then()
        .body("items", hasSize(1))
        .body("items[0].version", equalTo(1));
    as(Role.INCIDENT_RESPONDER).get("/v1/incidents/" + Acme.incidentOf(source))
        .then()
        .body("signals", hasSize(1))
        .body("signals[0].firing", equalTo(52))
        .body("signals[0].resolved", equalTo(1))
        .body("signals[0].deliveries", equalTo(53))
        .body("signals[0].status", equalTo("FIRING"))
        .body("signals[0].endsAt", equalTo(null))
        .body("signals[0].systemRefKnown", equalTo(true));
  }

  @Test
  void forty_deliveries_at_once_are_one_incident_and_none_is_lost() throws Exception {
    var source = Acme.source();
    var ids = new HashSet<String>();

    try (var senders = Executors.newFixedThreadPool(40)) {
      Callable<String> sender = () -> deliver(source, Alert.bias().posted()).statusCode(202)
          .extract()
          .path("deliveryId");
      for (var answer : senders.invokeAll(Collections.nCopies(40, sender))) {
        ids.add(answer.get());
      }
    }
    Acme.settled(source);

    assertThat(ids).hasSize(40);
    assertThat(count("select count(*) from delivery where source_id = '%s' and state = 'PROCESSED'", source))
        .isEqualTo(40);
    as(Role.INCIDENT_RESPONDER).get("/v1/incidents?systemId=" + Acme.systemOf(source)).then().body("items", hasSize(1));
    assertThat(count("select sum(firing) from signal where source_id = '%s'", source)).isEqualTo(40);
  }

  @Test
  void thousands_of_alerts_in_one_delivery_are_processed_like_one() {
    var source = Acme.source();
    var alerts = IntStream.range(0, 5_000)
        .mapToObj(i -> "{\"status\":\"firing\",\"labels\":{\"ai_system_id\":\"s%d\"}}".formatted(i % 50))
        .collect(Collectors.joining(",", "{\"alerts\":[", "]}"));

    deliver(source, alerts).statusCode(202);
    Acme.settled(source);

    assertThat(count("select signals from delivery where source_id = '%s' and state = 'PROCESSED'", source))
        .isEqualTo(5_000);
    assertThat(count("select count(*) from incident where hook_source_id = '%s'", source)).isEqualTo(1);
  }

  @Test
  void what_differs_is_counted_apart_within_one_incident_and_another_kind_is_another_incident() {
    var source = Acme.source();

    deliver(source, Alert.group(Alert.bias(), Alert.bias().label("protected", "sex"),
        Alert.bias().label("kind", "drift").label("ai_system_id", "elsewhere"))).statusCode(202);
    Acme.settled(source);

    var incidents = "/v1/incidents?systemId=" + Acme.systemOf(source);
    String fairness = as(Role.INCIDENT_RESPONDER).get(incidents + "&kind=FAIRNESS")
        .then()
        .extract()
        .path("items[0].id");
    String drift = as(Role.INCIDENT_RESPONDER).get(incidents + "&kind=DRIFT").then().extract().path("items[0].id");
    as(Role.INCIDENT_RESPONDER).get("/v1/incidents/" + fairness).then().body("signals", hasSize(2));
    as(Role.INCIDENT_RESPONDER).get("/v1/incidents/" + drift)
        .then()
        .body("systemId", equalTo(Acme.systemOf(source)))
        .body("signals[0].systemRef", equalTo("elsewhere"))
        .body("signals[0].systemRefKnown", equalTo(false));
  }

  @Test
  void while_the_database_does_not_answer_senders_are_asked_to_come_back_and_nothing_piles_up() throws Exception {
    var source = Acme.source();
    Callable<Integer> sender = () -> deliver(source, Alert.bias().posted()).header("Retry-After", "2")
        .contentType("application/problem+json")
        .body("type", equalTo("urn:aims:problem:not-ready"))
        .extract()
        .statusCode();
    deliver(source, Alert.bias().posted()).statusCode(202);
    Acme.settled(source);

    try (var superuser = TenancyContract.superuser(); var senders = Executors.newFixedThreadPool(80)) {
      superuser.setAutoCommit(false);
      superuser.createStatement().execute("lock table delivery in access exclusive mode");
      var underWay = senders.submit(sender);
      somebodyWaitsForALock();
      for (var answer : senders.invokeAll(Collections.nCopies(80, sender))) {
        assertThat(answer.get()).isEqualTo(503);
      }
      assertThat(underWay.get()).isEqualTo(503);
      superuser.rollback();
    }
    await().atMost(30, SECONDS).untilAsserted(() -> deliver(source, Alert.bias().posted()).statusCode(202));
    Acme.settled(source);

    assertThat(count("select count(*) from delivery where source_id = '%s'", source))
        .as("before, under way, and after")
        .isEqualTo(3);
  }

  @Test
  void a_signal_that_meets_an_incident_being_closed_waits_and_opens_the_next() throws Exception {
    var source = Acme.source();
    deliver(source, Alert.bias().posted()).statusCode(202);
    Acme.settled(source);

    try (var closer = TenancyContract.superuser()) {
      closer.setAutoCommit(false);
      closer.createStatement().execute(KeyLock.alone(Acme.systemOf(source), Kind.FAIRNESS));
      closer.createStatement()
          .execute(
              """
                  with closed as (update incident set open = false, state = 'CLOSED' where hook_source_id = '%s' returning id)
                  delete from incident_key where incident_id in (select id from closed)"""
                  .formatted(source));
      deliver(source, Alert.bias().posted()).statusCode(202);
      somebodyWaitsForALock();
      closer.commit();
    }
    Acme.settled(source);

    assertThat(count("select count(*) from incident where hook_source_id = '%s'", source)).isEqualTo(2);
    assertThat(count("select count(*) from signal where source_id = '%s' and firing = 1", source)).isEqualTo(2);
  }

  @Test
  void when_another_worker_opens_the_same_incident_first_the_signal_joins_it() throws Exception {
    var source = Acme.source();

    try (var other = TenancyContract.superuser()) {
      other.setAutoCommit(false);
      other.createStatement()
          .execute(
              """
                  with opened as (
                    insert into incident (id, tenant, version, created_at, changed_at, reference, system_id, kind, severity,
                      state, open, case_id, hook_source_id, signal_id, started_at, signalled, judged)
                    select gen_random_uuid(), tenant, 1, now(), now(), 'INC-' || id, system_id, 'FAIRNESS', 'MAJOR',
                      'TRIAGE', true, gen_random_uuid(), id, gen_random_uuid(), now(), 'MAJOR', false
                    from hook_source where id = '%s' returning tenant, id, system_id)
                  insert into incident_key (tenant, open_key, incident_id)
                  select tenant, system_id || '/FAIRNESS', id from opened"""
                  .formatted(source));
      deliver(source, Alert.bias().posted()).statusCode(202);
      somebodyWaitsForALock();
      other.commit();
    }
    Acme.settled(source);

    assertThat(count("select count(*) from incident where hook_source_id = '%s'", source)).isOne();
    assertThat(count("select firing from signal where source_id = '%s'", source)).isOne();
  }

  private static void somebodyWaitsForALock() {
    await().atMost(30, SECONDS)
        .until(() -> count("select count(*) from pg_stat_activity where wait_event_type = 'Lock'") > 0);
  }

  @Test
  void what_is_only_over_opens_nothing() {
    var source = Acme.source();

    deliver(source, Alert.bias().resolved().posted()).statusCode(202);
    Acme.settled(source);

    assertThat(count("select count(*) from incident where hook_source_id = '%s'", source)).isZero();
    assertThat(count("select signals from delivery where source_id = '%s'", source)).isOne();
  }
}
