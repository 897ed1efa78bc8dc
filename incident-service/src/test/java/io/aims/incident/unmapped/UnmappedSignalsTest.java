package io.aims.incident.unmapped;

import static io.aims.incident.Acme.as;
import static io.aims.incident.Acme.count;
import static io.aims.incident.Acme.deliver;
import static io.aims.incident.Acme.globex;
import static io.aims.incident.Acme.tamper;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.aims.incident.Acme;
import io.aims.incident.Alert;
import io.aims.incident.due.DueTable;
import io.aims.incident.due.DueWork;
import io.aims.incident.signal.Kind;
import io.aims.incident.signal.Profile;
import io.aims.incident.signal.Severity;
import io.aims.incident.signal.Signal;
import io.aims.incident.signal.SignalKey;
import io.aims.incident.signal.SignalStatus;
import io.aims.incident.turn.OwnContext;
import io.aims.platform.identity.Role;
import io.aims.platform.tenancy.Transactions;
import io.aims.platform.test.RealEngines;
import io.aims.platform.test.TestEvents;
import io.aims.platform.test.TestRealm;
import io.aims.platform.time.Ids;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;

/** One source for many systems: each signal finds its own, or waits until somebody knows it. */
@QuarkusTest
@QuarkusTestResource(value = RealEngines.class, initArgs = @ResourceArg(name = "context", value = "incident"))
class UnmappedSignalsTest {
  private final String name = "system-" + UUID.randomUUID();
  @Inject
  Unmapped unmapped;
  @Inject
  Arousal arousal;
  @Inject
  MeterRegistry metrics;
  @Inject
  Transactions transactions;
  @Inject
  OwnContext context;
  @Inject
  Ids ids;
  @Inject
  Clock clock;

  @AfterEach
  void heal() {
    tamper("drop trigger if exists fault on unmapped_signal");
  }

  @Test
  void a_signal_finds_the_one_system_that_answers_to_its_name() {
    var system = Acme.system(name);
    var source = Acme.shared();

    send(source, alert());

    assertThat(firing(source, system)).isOne();
    assertThat(count("select count(*) from unmapped_signal where source_id = '%s'", source)).isZero();
    as(Role.INCIDENT_RESPONDER).get("/v1/signals?sourceId=" + source)
        .then()
        .body("items.systemId",
            contains(system.toString()));
    as(Role.INCIDENT_RESPONDER).get("/v1/deliveries?sourceId=" + source)
        .then()
        .body("items.state",
            contains("PROCESSED"));
    assertThat(recognised(source)).isOne();
  }

  @Test
  void a_name_that_led_nowhere_is_not_recognised_until_a_rule_by_that_name_leads_there() {
    var source = Acme.shared();
    var system = Acme.system();
    send(source, alert());
    waits(source);
    map(source, rule("MODEL_REF", null, "lending-*", system)).statusCode(200);
    eventually(() -> firing(source, system) == 1);
    assertThat(unrecognised(source)).isOne();

    send(source, alert());
    assertThat(unrecognised(source)).isOne();
    put(source, "\"2\"", rule("SYSTEM_REF", null, name, system)).statusCode(200);
    send(source, alert());

    assertThat(recognised(source)).isOne();
    assertThat(firing(source, system)).isEqualTo(3);
  }

  private static long recognised(String source) {
    return count("select count(*) from signal where source_id = '%s' and system_ref_known", source);
  }

  private static long unrecognised(String source) {
    return count("select count(*) from signal where source_id = '%s' and not system_ref_known", source);
  }

  @Test
  void a_name_that_two_systems_answer_to_means_neither_until_one_gives_it_up() {
    var system = Acme.system(name);
    var other = Acme.system(name);
    var source = Acme.shared();
    send(source, alert());
    waits(source);

    TestEvents.send(TestEvents.example("aims.inventory.ai-system.changed.v1", TestRealm.ACME, other, 2,
        data -> data.put("name", "renamed " + name)));

    eventually(() -> firing(source, system) == 1);
    assertThat(firing(source, other)).isZero();
  }

  @Test
  void a_storm_of_what_nobody_knows_is_one_row_and_one_event() {
    var source = Acme.shared();
    for (var i = 0; i < 40; i++) {
      deliver(source, alert().posted()).statusCode(202);
    }
    deliver(source, alert().resolved().posted()).statusCode(202);
    Acme.settled(source);
    eventually(() -> events(source, "unmapped") == 1);

    as(Role.INCIDENT_RESPONDER).get("/v1/unmapped-signals?sourceId=" + source)
        .then()
        .statusCode(200)
        .body("items", hasSize(1))
        .body("items[0].firing", equalTo(40))
        .body("items[0].resolved", equalTo(1))
        .body("items[0].deliveries", equalTo(41))
        .body("items[0].status", equalTo("RESOLVED"))
        .body("items[0].severity", equalTo("CRITICAL"))
        .body("items[0].systemRef", equalTo(name));
    assertThat(events(source, "unmapped")).isOne();
    assertThat(count("select count(*) from signal where source_id = '%s'", source)).isZero();
  }

  @Test
  void what_waits_counts_once_the_mapping_knows_it_and_so_does_what_comes() {
    var source = Acme.shared();
    var system = Acme.system();
    for (var i = 0; i < 5; i++) {
      deliver(source, alert().posted()).statusCode(202);
    }
    Acme.settled(source);
    waits(source);

    map(source, rule("MODEL_REF", null, "lending-*", system)).statusCode(200).body("version", equalTo(2));
    for (var i = 0; i < 5; i++) {
      deliver(source, alert().posted()).statusCode(202);
    }
    Acme.settled(source);

    eventually(() -> firing(source, system) == 10);
    assertThat(count("select deliveries from signal where source_id = '%s' and incident_id is not null", source))
        .isEqualTo(10);
    assertThat(count("select count(*) from incident where system_id = '%s'", system)).isOne();
    as(Role.INCIDENT_RESPONDER).get("/v1/unmapped-signals?state=MAPPED&sourceId=" + source)
        .then()
        .body("items", hasSize(1))
        .body("items[0].systemId", equalTo(system.toString()))
        .body("items[0].firing", equalTo(0));
    as(Role.INCIDENT_RESPONDER).get("/v1/unmapped-signals?sourceId=" + source).then().body("items", hasSize(0));
    assertThat(events(source, "mapped")).isOne();
  }

  /** The batch has read the mapping, and commits only after whoever changes it has gone past the queue. */
  @Test
  void a_batch_that_has_not_seen_the_new_mapping_loses_nothing() throws Exception {
    var source = Acme.shared();
    var system = Acme.system();
    var reached = new CompletableFuture<Void>();
    var open = new CompletableFuture<Void>();
    var heard = new Heard(ids.next(), clock.instant(), UUID.fromString(source), key(),
        new Signal(Kind.DRIFT, Severity.CRITICAL, SignalStatus.FIRING, name, null, null, null, null, null, null, null,
            null, new TreeMap<>()));
    var batch = inTransaction(() -> unmapped.add(TestRealm.ACME, List.of(heard)).call(() -> {
      var here = Vertx.currentContext();
      reached.complete(null);
      return Uni.createFrom().completionStage(open).emitOn(next -> here.runOnContext(any -> next.run()));
    }));
    reached.get(20, SECONDS);

    map(source, rule("SYSTEM_REF", null, name, system)).statusCode(200);
    eventually(() -> count("select count(*) from mapping_news where source_id = '%s'", source) == 0);
    assertThat(firing(source, system)).isZero();
    open.complete(null);
    batch.get(20, SECONDS);

    eventually(() -> firing(source, system) == 1);
  }

  @Test
  void a_crash_while_it_is_counted_leaves_it_waiting_and_the_next_look_counts_it_once() {
    var source = Acme.shared();
    var system = Acme.system();
    send(source, alert());
    send(source, alert());
    waits(source);
    neverMapped();

    map(source, rule("SYSTEM_REF", null, name, system)).statusCode(200);
    eventually(() -> count("select failures from unmapped_signal where source_id = '%s'", source) > 0);
    assertThat(firing(source, system)).isZero();
    assertThat(count("select firing from unmapped_signal where source_id = '%s'", source)).isEqualTo(2);
    heal();

    eventually(() -> firing(source, system) == 2);
    assertThat(count("select count(*) from incident where system_id = '%s'", system)).isOne();
  }

  /** Its end is known to belong to the system before what waits has been looked at. */
  @Test
  void an_end_waits_behind_what_has_fired_and_the_incident_opens() {
    var source = Acme.shared();
    var system = Acme.system();
    send(source, alert());
    waits(source);
    neverMapped();
    map(source, rule("SYSTEM_REF", null, name, system)).statusCode(200);
    send(source, alert().resolved());
    assertThat(count("select resolved from unmapped_signal where source_id = '%s'", source)).isOne();
    heal();

    eventually(() -> firing(source, system) == 1);

    assertThat(count("select resolved from signal where source_id = '%s'", source)).isOne();
    assertThat(count("select count(*) from incident where system_id = '%s'", system)).isOne();
    as(Role.INCIDENT_RESPONDER).get("/v1/signals?sourceId=" + source)
        .then()
        .body("items.status", contains("RESOLVED"));
  }

  @Test
  void a_system_that_is_registered_later_gets_what_waits_for_its_name() {
    var source = Acme.shared();
    send(source, alert());
    waits(source);

    var system = Acme.system(name);

    eventually(() -> firing(source, system) == 1);
    assertThat(count("select count(*) from event where type = 'aims.incident.signal.mapped.v1' and "
        + "convert_from(body, 'UTF8') like '%%\"NAME\"%%' and aggregate_id = (select id from unmapped_signal "
        + "where source_id = '%s')", source)).isOne();
  }

  @Test
  void a_person_assigns_one_signal_for_good_and_nobody_does_so_twice() {
    var source = Acme.shared();
    var system = Acme.system();
    send(source, alert());
    var id = waits(source);
    var body = "{\"systemId\":\"%s\",\"reason\":\"the team says so\"}".formatted(system);

    decide(id, "assignment", null, body).statusCode(428);
    decide(id, "assignment", "\"1\"", "{\"systemId\":\"%s\"}".formatted(system)).statusCode(422);
    decide(id, "assignment", "\"1\"", body).statusCode(200)
        .header("ETag", "\"2\"")
        .body("state", equalTo("ASSIGNED"))
        .body("systemId", equalTo(system.toString()));
    decide(id, "assignment", "\"1\"", body).statusCode(412);
    eventually(() -> firing(source, system) == 1);
    decide(id, "assignment", "\"3\"", body).statusCode(409).body("allowed", contains("dismissal"));
    send(source, alert());

    assertThat(firing(source, system)).isEqualTo(2);
    assertThat(count("select deliveries from unmapped_signal where id = '%s'", id)).isZero();
    as(Role.INTERNAL_AUDITOR).get("/v1/unmapped-signals/" + id + "/history")
        .then()
        .body("items.type", contains("aims.incident.signal.unmapped.v1", "aims.incident.signal.assigned.v1",
            "aims.incident.signal.mapped.v1"))
        .body("items[1].texts.reason", equalTo("the team says so"));
  }

  @Test
  void an_assignment_may_become_a_rule_for_all_that_bear_the_name() {
    var source = Acme.shared();
    var system = Acme.system();
    send(source, alert());
    send(source, alert().label("protected", "sex"));
    eventually(() -> count("select count(*) from unmapped_signal where source_id = '%s' and version = 1", source) == 2);
    var id = waits(source);
    var body = "{\"systemId\":\"%s\",\"rule\":{\"by\":\"%s\"%s},\"reason\":\"one team\"}";

    decide(id, "assignment", "\"1\"", body.formatted(system, "LABEL", ",\"label\":\"nowhere\"")).statusCode(422);
    decide(id, "assignment", "\"1\"", body.formatted(system, "SYSTEM_REF", "")).statusCode(200);

    as(Role.PLATFORM_ENGINEER).get("/v1/hook-sources/" + source + "/mapping")
        .then()
        .header("ETag", "\"2\"")
        .body("rules.matches", contains(name))
        .body("rules.systemId", contains(system.toString()));
    eventually(() -> firing(source, system) == 2);
  }

  @Test
  void what_is_dismissed_counts_nowhere_and_shows_up_again_when_it_fires_again() {
    var source = Acme.shared();
    send(source, alert());
    send(source, alert());
    var id = waits(source);

    decide(id, "dismissal", "\"1\"", "{\"reason\":\" \"}").statusCode(422);
    decide(id, "dismissal", "\"1\"", "{\"reason\":\"a test of the monitor\"}").statusCode(200)
        .body("state", equalTo("DISMISSED"));
    decide(id, "dismissal", "\"2\"", "{\"reason\":\"again\"}").statusCode(409);
    as(Role.INCIDENT_RESPONDER).get("/v1/unmapped-signals?sourceId=" + source).then().body("items", hasSize(0));
    send(source, alert().resolved());
    as(Role.INCIDENT_RESPONDER).get("/v1/unmapped-signals/" + id)
        .then()
        .body("state", equalTo("DISMISSED"))
        .body("resolved", equalTo(1));
    send(source, alert());

    as(Role.INCIDENT_RESPONDER).get("/v1/unmapped-signals?sourceId=" + source)
        .then()
        .body("items.id", contains(id))
        .body("items[0].firing", equalTo(1))
        .body("items[0].state", equalTo("WAITING"));
    eventually(() -> events(source, "unmapped") == 2);
    assertThat(count("select count(*) from signal where source_id = '%s'", source)).isZero();
  }

  @Test
  void another_organisations_system_is_unknown_and_its_signals_look_like_none() {
    var theirs = UUID.randomUUID();
    TestEvents.send(TestEvents.example("aims.inventory.ai-system.registered.v1", TestRealm.GLOBEX, theirs, 1,
        data -> data.put("name", name)));
    await().atMost(30, SECONDS).until(() -> count("select count(*) from known_system where id = '%s'", theirs) == 1);
    var source = Acme.shared();
    send(source, alert());
    var id = waits(source);

    map(source, rule("SYSTEM_REF", null, name, theirs)).statusCode(422)
        .body("type", equalTo("urn:aims:problem:unknown-reference"))
        .body("violations[0].field", equalTo("rules[0].systemId"));
    decide(id, "assignment", "\"1\"", "{\"systemId\":\"%s\",\"reason\":\"x\"}".formatted(theirs)).statusCode(422)
        .body("type", equalTo("urn:aims:problem:unknown-reference"));
    globex(Role.INCIDENT_RESPONDER).get("/v1/unmapped-signals/" + id).then().statusCode(404);
    globex(Role.INCIDENT_RESPONDER).header("If-Match", "\"1\"")
        .body("{\"reason\":\"x\"}")
        .post("/v1/unmapped-signals/" + id + "/dismissal")
        .then()
        .statusCode(404);
    as(Role.EMPLOYEE).get("/v1/unmapped-signals").then().statusCode(403);
  }

  @Test
  void a_mapping_is_changed_under_a_condition_with_a_reason_and_never_for_a_bound_source() {
    var system = Acme.system();
    var source = Acme.shared();
    var rule = rule("LABEL", "namespace", "a*", system);

    put(source, null, rule).statusCode(428);
    put(source, "\"7\"", rule).statusCode(412);
    put(source, "\"1\"", rule("LABEL", null, "a", system)).statusCode(422)
        .body("violations[0].field", equalTo("rules[0].label"));
    put(source, "\"1\"", rule).statusCode(200).header("ETag", "\"2\"");
    put(Acme.source(system), "\"1\"", rule).statusCode(409).body("state", equalTo("BOUND"));
    as(Role.INTERNAL_AUDITOR).get("/v1/hook-sources/" + source + "/history")
        .then()
        .body("items[1].type", equalTo("aims.incident.hook-source.mapping-changed.v1"));
    as(Role.INTERNAL_AUDITOR).get("/v1/hook-sources/" + source).then().body("systemId", nullValue());
    as(Role.PLATFORM_ENGINEER).accept("text/plain")
        .get("/v1/hook-sources/" + source + "/setup")
        .then()
        .statusCode(200)
        .body(containsString("Many systems share this source"), containsString("/v1/hooks/" + source));
    as(Role.INTERNAL_AUDITOR).get("/v1/hook-sources?shared=true&limit=1").then().body("items.id", contains(source));
  }

  @Test
  void a_preview_shows_what_would_go_where_and_writes_nothing() {
    var known = Acme.system(name);
    var other = Acme.system();
    var source = Acme.shared();
    send(source, alert());
    send(source, alert());
    send(source, alert().label("ai_system_id", "nobodys-" + name));
    send(source, alert().label("ai_system_id", "still-" + name));
    eventually(() -> events(source, "unmapped") == 2);
    var before = books(source);

    as(Role.PLATFORM_ENGINEER)
        .body("{\"rules\":[%s]}".formatted(rule("SYSTEM_REF", null, "nobodys-*", other)))
        .post("/v1/hook-sources/" + source + "/mapping/preview")
        .then()
        .statusCode(200)
        .body("deliveries", equalTo(4))
        .body("complete", equalTo(true))
        .body("changed", equalTo(1))
        .body("unmapped", equalTo(1))
        .body("lines", hasSize(3))
        .body("lines[0].then.systemId", equalTo(other.toString()))
        .body("lines[0].then.rule", equalTo(0))
        .body("lines[0].now", nullValue())
        .body("lines[1].then", nullValue())
        .body("lines[2].now.systemId", equalTo(known.toString()))
        .body("lines[2].then.by", equalTo("NAME"))
        .body("lines[2].seen", equalTo(2));

    assertThat(books(source)).isEqualTo(before);
    as(Role.PLATFORM_ENGINEER).body("{\"rules\":[]}")
        .post("/v1/hook-sources/" + Acme.source(known) + "/mapping/preview")
        .then()
        .statusCode(409);
    globex(Role.PLATFORM_ENGINEER).body("{\"rules\":[]}")
        .post("/v1/hook-sources/" + source + "/mapping/preview")
        .then()
        .statusCode(404);
  }

  /** Its end belongs to where it has fired, whatever the mapping; what counts is where it would go when it fires again. */
  @Test
  void a_preview_judges_a_signal_by_what_it_tells_when_it_fires() {
    Acme.system(name);
    var other = Acme.system();
    var source = Acme.shared();
    send(source, alert());
    send(source, alert().resolved());

    as(Role.PLATFORM_ENGINEER)
        .body("{\"rules\":[%s]}".formatted(rule("SYSTEM_REF", null, name, other)))
        .post("/v1/hook-sources/" + source + "/mapping/preview")
        .then()
        .statusCode(200)
        .body("changed", equalTo(1))
        .body("lines", hasSize(1))
        .body("lines[0].seen", equalTo(2))
        .body("lines[0].then.systemId", equalTo(other.toString()));
  }

  @Test
  void news_of_a_registry_find_their_system_by_the_models_name_and_wait_as_a_delivery_until_then() {
    var source = Acme.shared(Profile.EVENTBRIDGE);
    String id = deliver(source, """
        {"version":"0","id":"%s","detail-type":"SageMaker Model Package State Change","source":"aws.sagemaker",
         "account":"1","time":"2026-11-20T08:30:00Z","region":"eu-central-1","resources":[],
         "detail":{"ModelPackageGroupName":"%s","ModelPackageVersion":3,"ModelApprovalStatus":"Approved"}}"""
        .formatted(UUID.randomUUID(), name)).statusCode(202).extract().path("deliveryId");
    Acme.settled(source);
    as(Role.INCIDENT_RESPONDER).get("/v1/deliveries/" + id)
        .then()
        .body("state", equalTo("FAILED"))
        .body("cause", equalTo("No system answers to '%s': map it and run this again.".formatted(name)));

    var system = Acme.system();
    map(source, rule("MODEL_REF", null, name, system)).statusCode(200);
    as(Role.INCIDENT_RESPONDER).body("{\"reason\":\"mapped\"}")
        .post("/v1/deliveries/" + id + "/replay")
        .then()
        .statusCode(202);
    Acme.settled(source);

    assertThat(count("select count(*) from model_notice where delivery_id = '%s' and system_id = '%s'", id, system))
        .isOne();
  }

  /** Until it is healed. */
  private static void neverMapped() {
    tamper("""
        create or replace function fault() returns trigger language plpgsql as $$
        begin
          if new.state = 'MAPPED' then raise exception 'made for the test'; end if;
          return new;
        end $$;
        create trigger fault before update on unmapped_signal for each row execute function fault()""");
  }

  private Alert alert() {
    return Alert.bias().label("ai_system_id", name);
  }

  private SignalKey key() {
    return new SignalKey(UUID.randomUUID().toString().replace("-", "").repeat(2));
  }

  private static void send(String source, Alert alert) {
    deliver(source, alert.posted()).statusCode(202);
    Acme.settled(source);
  }

  /** The newest that waits, once that has been told. */
  private String waits(String source) {
    eventually(() -> count("select count(*) from unmapped_signal where source_id = '%s' and version > 0 "
        + "and due_at is null", source) > 0);
    return as(Role.INCIDENT_RESPONDER).get("/v1/unmapped-signals?sourceId=" + source)
        .then()
        .statusCode(200)
        .extract()
        .path("items[0].id");
  }

  private static String rule(String by, String label, String matches, UUID system) {
    return "{\"by\":\"%s\"%s,\"matches\":\"%s\",\"systemId\":\"%s\"}".formatted(by,
        label == null ? "" : ",\"label\":\"" + label + "\"", matches, system);
  }

  private static ValidatableResponse map(String source, String rule) {
    return put(source, "\"1\"", rule);
  }

  private static ValidatableResponse put(String source, String condition, String rule) {
    var request = as(Role.PLATFORM_ENGINEER).body("{\"rules\":[%s],\"reason\":\"told by the team\"}".formatted(rule));
    return (condition == null ? request : request.header("If-Match", condition))
        .put("/v1/hook-sources/" + source + "/mapping")
        .then();
  }

  private static ValidatableResponse decide(String id, String command, String condition, String body) {
    var request = as(Role.INCIDENT_RESPONDER).body(body);
    return (condition == null ? request : request.header("If-Match", condition))
        .post("/v1/unmapped-signals/" + id + "/" + command)
        .then();
  }

  private static long firing(String source, UUID system) {
    return count("select coalesce(sum(s.firing), 0) from signal s join incident i on i.id = s.incident_id "
        + "where s.source_id = '%s' and i.system_id = '%s'", source, system);
  }

  private static long events(String source, String what) {
    return count("select count(*) from event where type = 'aims.incident.signal.%s.v1' and aggregate_id in "
        + "(select id from unmapped_signal where source_id = '%s')", what, source);
  }

  /** What is written down of a source; others go on meanwhile. */
  private static List<Long> books(String source) {
    return List.of(count("select count(*) from event where aggregate_id = '%s'", source),
        count("select count(*) from mapping_news where source_id = '%s'", source),
        count("select count(*) from unmapped_signal where source_id = '%s'", source),
        count("select coalesce(sum(deliveries), 0) from unmapped_signal where source_id = '%s'", source),
        count("select coalesce(sum(firing), 0) from signal where source_id = '%s'", source),
        count("select jsonb_array_length(mapping -> 'rules') from hook_source where id = '%s'", source));
  }

  /** Looks at what is due as the rounds do, and does not wait for their turn. */
  private void eventually(Supplier<Boolean> what) {
    var news = new DueWork(Arousal.TABLE, arousal::walk, transactions, metrics);
    var queue = new DueWork(new DueTable("unmapped_signal", "id", "due_at"), unmapped::look, transactions, metrics);
    await().atMost(25, SECONDS).until(() -> {
      for (var work : List.of(news, queue)) {
        work.batch(TestRealm.ACME, 20, clock.instant())
            .runSubscriptionOn(context)
            .await()
            .atMost(Duration.ofSeconds(20));
      }
      return what.get();
    });
  }

  private CompletableFuture<Void> inTransaction(Supplier<Uni<Void>> work) {
    var done = new CompletableFuture<Void>();
    context.execute(() -> transactions.in(TestRealm.ACME, work)
        .subscribe()
        .with(done::complete, done::completeExceptionally));
    return done;
  }
}
