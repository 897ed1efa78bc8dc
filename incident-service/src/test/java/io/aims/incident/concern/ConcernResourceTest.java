package io.aims.incident.concern;

import static io.aims.incident.Acme.as;
import static io.aims.incident.Acme.globex;
import static io.aims.incident.concern.Office.ANNA;
import static io.aims.incident.concern.Office.BERT;
import static io.aims.incident.concern.Office.CARA;
import static io.aims.incident.concern.Office.DORA;
import static io.aims.incident.concern.Office.EVE;
import static io.aims.incident.concern.Office.FRED;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import org.assertj.core.api.AbstractIntegerAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.aims.incident.Acme;
import io.aims.incident.Alert;
import io.aims.platform.identity.Role;
import io.aims.platform.test.RealEngines;
import io.aims.platform.test.TenancyContract;
import io.aims.platform.test.TestRealm;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;

/** Concerns with a name: who handles them, who must not, and what their reporters see. */
@QuarkusTest
@QuarkusTestResource(value = RealEngines.class, initArgs = @ResourceArg(name = "context", value = "incident"))
class ConcernResourceTest {
  private static final UUID REPORTER = UUID.randomUUID();
  private static final UUID OWNER = TestRealm.person(TestRealm.ACME, Role.SYSTEM_OWNER);
  @Inject
  ConcernWorker worker;

  @BeforeEach
  void open() {
    Office.open();
  }

  @Test
  void a_concern_goes_its_way_and_its_reporter_hears_of_it() {
    var id = Office.raisedBy(REPORTER, Map.of());

    Office.tell(ANNA, id, "acknowledgement", Map.of("message", "Thank you")).statusCode(200);
    Office.tell(ANNA, id, "assessment", Map.of("priority", "HIGH", "finding", "Plausible")).statusCode(200);
    Office.tell(BERT, id, "handling", Map.of("plan", "Measure it")).statusCode(200);
    Office.tell(BERT, id, "closure",
        Map.of("outcome", "SUBSTANTIATED", "reason", "Measured", "feedback", "You were right"))
        .statusCode(200)
        .body("state", equalTo("CLOSED"))
        .body("version", equalTo(5))
        .body("owed.find { it.duty == 'FEEDBACK' }.overdue", equalTo(false));

    Office.as(REPORTER, Role.EMPLOYEE)
        .get("/v1/concerns/mine/" + id)
        .then()
        .statusCode(200)
        .body("outcome", equalTo("SUBSTANTIATED"))
        .body("messages.text", contains("Thank you", "You were right"))
        .body("assessment", nullValue());
    Office.as(REPORTER, Role.EMPLOYEE).get("/v1/concerns/mine").then().body("items.id", hasItem(id));
    Office.as(ANNA)
        .get("/v1/concerns/" + id + "/history")
        .then()
        .body("items.actor",
            contains("confidential", ANNA.toString(), ANNA.toString(), BERT.toString(), BERT.toString()));
  }

  @Test
  void who_assessed_it_does_not_close_it() {
    var id = Office.raisedBy(REPORTER, Map.of());
    Office.tell(ANNA, id, "acknowledgement", Map.of("message", "Thank you")).statusCode(200);
    Office.tell(ANNA, id, "assessment", Map.of("priority", "HIGH", "finding", "Plausible")).statusCode(200);
    Office.tell(ANNA, id, "handling", Map.of("plan", "Measure it")).statusCode(200);

    Office.tell(ANNA, id, "closure", Map.of("outcome", "NOT_FOR_US", "reason", "No", "feedback", "No"))
        .statusCode(403)
        .body("type", equalTo("urn:aims:problem:four-eyes"));
  }

  @Test
  void the_two_sides_write_to_each_other() {
    var id = Office.raisedBy(REPORTER, Map.of());

    Office.as(ANNA).body(Map.of("text", "Which car?")).post("/v1/concerns/" + id + "/messages").then().statusCode(200);
    Office.as(REPORTER, Role.EMPLOYEE)
        .body(Map.of("text", "The red one", "retaliation", true))
        .post("/v1/concerns/mine/" + id + "/messages")
        .then()
        .statusCode(200);

    Office.as(ANNA)
        .get("/v1/concerns/" + id + "/messages?limit=1")
        .then()
        .body("items.text", contains("Which car?"))
        .body("nextCursor", not(nullValue()));
    Office.as(ANNA)
        .get("/v1/concerns/" + id)
        .then()
        .body("retaliation.status", equalTo("REPORTED"))
        .body("owed.duty", hasItem("RETALIATION_FOLLOW_UP"));
  }

  @ParameterizedTest
  @ValueSource(strings = {Role.GOVERNANCE_OFFICER, Role.EXTERNAL_AUDITOR, Role.INTERNAL_AUDITOR, Role.EMPLOYEE})
  void no_other_role_opens_the_drawer(String role) {
    var id = Office.raisedBy(REPORTER, Map.of());

    as(role).get("/v1/concerns").then().statusCode(403);
    as(role).get("/v1/concerns/" + id).then().statusCode(403);
    as(role).get("/v1/concerns/" + id + "/history").then().statusCode(403);
    as(role).get("/v1/concerns/mine/" + id).then().statusCode(404);
  }

  @Test
  void the_role_alone_is_not_enough() {
    var id = Office.raisedBy(REPORTER, Map.of());
    var outsider = UUID.randomUUID();

    var hidden = Office.as(outsider).get("/v1/concerns/" + id).then().statusCode(404).extract().asString();
    var never = Office.as(ANNA).get("/v1/concerns/" + UUID.randomUUID()).then().statusCode(404).extract().asString();

    assertThat(hidden).isEqualTo(never);
    Office.as(outsider).get("/v1/concerns").then().statusCode(200).body("items.id", not(hasItem(id)));
    Office.tell(outsider, id, "acknowledgement", Map.of("message", "Hi")).statusCode(404);
    Office.as(outsider).body(Map.of("text", "Hi")).post("/v1/concerns/" + id + "/messages").then().statusCode(404);
  }

  @Test
  void a_handler_whom_it_names_neither_sees_nor_handles_it() {
    var id = Office.raisedBy(REPORTER, Map.of("namedPersons", List.of(ANNA)));

    assertThat(Office.statuses(id, ANNA, BERT)).containsExactly(404, 200);
    Office.as(ANNA).get("/v1/concerns?limit=200").then().body("items.id", not(hasItem(id)));
    Office.as(BERT).get("/v1/concerns?limit=200").then().body("items.id", hasItem(id));
    Office.as(ANNA).body(Map.of("text", "Hi")).post("/v1/concerns/" + id + "/messages").then().statusCode(404);
  }

  @Test
  void when_one_of_two_handlers_is_barred_an_alternate_closes_it() {
    var id = Office.raisedBy(REPORTER, Map.of("namedPersons", List.of(ANNA)));
    assertThat(Office.statuses(id, BERT, CARA, DORA, EVE)).containsExactly(200, 200, 200, 404);

    Office.tell(BERT, id, "acknowledgement", Map.of("message", "Thank you")).statusCode(200);
    Office.tell(BERT, id, "assessment", Map.of("priority", "HIGH", "finding", "Plausible")).statusCode(200);
    Office.tell(BERT, id, "handling", Map.of("plan", "Measure it")).statusCode(200);

    Office.tell(CARA, id, "closure", Map.of("outcome", "SUBSTANTIATED", "reason", "Measured", "feedback", "So it is"))
        .statusCode(200)
        .body("state", equalTo("CLOSED"));
  }

  @Test
  void when_fewer_than_two_of_all_are_left_the_last_resort_sees_it_too() {
    var one = Office.raisedBy(REPORTER, Map.of("namedPersons", List.of(ANNA, BERT, DORA)));
    var none = Office.raisedBy(REPORTER, Map.of("namedPersons", List.of(ANNA, BERT, CARA, DORA)));

    assertThat(Office.statuses(one, ANNA, BERT, CARA, DORA, EVE, FRED)).containsExactly(404, 404, 200, 404, 200, 200);
    assertThat(Office.statuses(none, ANNA, CARA, EVE, FRED)).containsExactly(404, 404, 200, 200);
  }

  @Test
  void a_concern_that_names_everybody_is_not_lost() {
    var id = Office.raisedBy(EVE, Map.of("namedPersons", List.of(ANNA, BERT, CARA, DORA, FRED)));

    assertThat(Office.statuses(id, ANNA, BERT, CARA, DORA, EVE, FRED)).containsExactly(404, 404, 404, 404, 404, 200);
  }

  @Test
  void what_is_about_the_handlers_goes_to_the_alternates() {
    var id = Office.raisedBy(REPORTER, Map.of("aboutHandlers", true));

    assertThat(List.of(Office.status(ANNA, id), Office.status(BERT, id), Office.status(CARA, id)))
        .containsExactly(404, 404, 200);
  }

  @Test
  void the_owner_of_the_system_does_not_handle_what_is_said_of_it() {
    Office.set(Role.GOVERNANCE_OFFICER, true, List.of(OWNER, BERT), List.of(CARA, DORA)).statusCode(200);
    var system = Acme.system();

    var own = Office.raisedBy(REPORTER, Map.of("systemId", system));
    var other = Office.raisedBy(REPORTER, Map.of());

    assertThat(List.of(Office.status(OWNER, own), Office.status(BERT, own), Office.status(OWNER, other)))
        .containsExactly(404, 200, 200);
  }

  @Test
  void nobody_handles_their_own_concern() {
    var id = Office.raisedBy(ANNA, Map.of());

    assertThat(List.of(Office.status(ANNA, id), Office.status(BERT, id))).containsExactly(404, 200);
  }

  @Test
  void a_handler_steps_aside_and_can_not_come_back() {
    var id = Office.raisedBy(REPORTER, Map.of());

    assertThat(Office.exclude(ANNA, id, ANNA)).isEqualTo(204);

    assertThat(Office.statuses(id, ANNA, BERT, CARA)).containsExactly(404, 200, 200);
  }

  @Test
  void it_takes_two_to_keep_somebody_else_away() {
    var gina = UUID.randomUUID();
    Office.set(Role.GOVERNANCE_OFFICER, true, List.of(ANNA, BERT, gina), List.of(CARA, DORA)).statusCode(200);
    var id = Office.raisedBy(REPORTER, Map.of());

    assertThat(Office.exclude(ANNA, id, BERT)).isEqualTo(202);
    assertThat(Office.exclude(ANNA, id, BERT)).as("one has one voice").isEqualTo(409);
    assertThat(Office.exclude(BERT, id, ANNA)).isEqualTo(202);
    assertThat(Office.statuses(id, ANNA, BERT, gina)).containsOnly(200);
    Office.as(gina)
        .get("/v1/concerns/" + id + "/exclusions")
        .then()
        .statusCode(200)
        .body("items.personId", contains(ANNA.toString(), BERT.toString()))
        .body("items.excludedBy", contains(BERT.toString(), ANNA.toString()));

    assertThat(Office.exclude(gina, id, BERT)).isEqualTo(204);
    assertThat(Office.statuses(id, ANNA, BERT, gina)).containsExactly(200, 404, 200);
  }

  @Test
  void nobody_leaves_a_concern_to_fewer_than_two() {
    var id = Office.raisedBy(REPORTER, Map.of("namedPersons", List.of(ANNA, BERT, CARA, DORA)));

    assertThat(Office.exclude(EVE, id, EVE)).isEqualTo(422);
    assertThat(Office.statuses(id, EVE, FRED)).containsOnly(200);
  }

  @Test
  void who_is_excluded_while_waiting_for_the_lock_does_nothing_any_more() throws Exception {
    var id = Office.raisedBy(REPORTER, Map.of());
    try (var other = TenancyContract.superuser(); var statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("select from concern where id = '%s' for update".formatted(id));
      statement.execute("""
          insert into concern_exclusion (tenant, id, concern_id, person_id)
          values ('%s', gen_random_uuid(), '%s', '%s')""".formatted(TestRealm.ACME, id, ANNA));
      var late = CompletableFuture.supplyAsync(() -> Office.as(ANNA)
          .body(Map.of("text", "Which car?"))
          .post("/v1/concerns/" + id + "/messages")
          .statusCode());
      await().atMost(30, SECONDS)
          .until(() -> Acme.count("select count(*) from pg_stat_activity where wait_event_type = 'Lock' and query like"
              + " '%%from concern where%%for no key update%%'") > 0);
      other.commit();

      assertThat(late.get(20, SECONDS)).isEqualTo(404);
    }
  }

  @Test
  void an_answer_that_shows_the_concern_is_a_look_too() {
    var id = Office.raisedBy(REPORTER, Map.of());

    Office.as(ANNA).body(Map.of("text", "Which car?")).post("/v1/concerns/" + id + "/messages").then().statusCode(200);

    Office.as(BERT)
        .get("/v1/concerns/" + id + "/reads")
        .then()
        .body("items.what", contains("reads", "concern"))
        .body("items.personId", contains(BERT.toString(), ANNA.toString()));
  }

  @Test
  void no_key_of_a_request_is_looked_at() {
    var body = Map.of("category", "SAFETY", "description", "It brakes late");
    var key = "\"" + UUID.randomUUID() + "\"";

    var ids = Stream.generate(() -> Office.as(REPORTER, Role.EMPLOYEE)
        .header("Idempotency-Key", key)
        .body(body)
        .post("/v1/concerns")
        .then()
        .statusCode(201)
        .extract()
        .<String>path("id")).limit(2).toList();

    assertThat(ids).doesNotHaveDuplicates();
  }

  @Test
  void every_look_of_a_handler_is_on_record() {
    var id = Office.raisedBy(REPORTER, Map.of());

    Office.as(ANNA).get("/v1/concerns/" + id).then().statusCode(200);
    Office.as(ANNA).get("/v1/concerns/" + id + "/messages").then().statusCode(200);
    Office.as(BERT).get("/v1/concerns/" + id + "/history").then().statusCode(200);

    Office.as(BERT)
        .get("/v1/concerns/" + id + "/reads")
        .then()
        .statusCode(200)
        .body("items.what", contains("reads", "history", "messages", "concern"))
        .body("items.personId",
            contains(BERT.toString(), BERT.toString(), ANNA.toString(), ANNA.toString()));
  }

  /** Neither by a grant on the table, nor on one of its columns, nor as one of all. */
  @ParameterizedTest
  @ValueSource(strings = {"concern_read", "concern_message", "concern_exclusion", "concern_receipt"})
  void what_is_on_record_of_a_concern_only_grows(String table) {
    for (var role : List.of("incident_app", "incident_worker")) {
      assertThat(Acme.count("select (has_any_column_privilege('%1$s', '%2$s', 'update') or has_table_privilege('%1$s',"
          + " '%2$s', 'update,delete,truncate'))::int", role, table)).as(role).isZero();
    }
    assertThat(Acme.count("select has_table_privilege('incident_app', '%s', 'insert')::int", table)).isOne();
  }

  @Test
  void links_lead_to_incidents_and_risks_of_the_organisation() {
    var id = Office.raisedBy(REPORTER, Map.of());
    var source = Acme.source();
    Acme.deliver(source, Alert.bias().posted()).statusCode(202);
    Acme.settled(source);
    var own = Acme.incidentOf(source);
    var foreign = Office.incidentOfGlobex();
    var version = version(foreign);

    for (var unknown : List.of(UUID.randomUUID().toString(), foreign)) {
      link(id, "INCIDENT", unknown).statusCode(422).body("type", equalTo("urn:aims:problem:unknown-reference"));
    }
    link(id, "INCIDENT", own).statusCode(200).body("links.id", contains(own)).body("version", equalTo(2));
    var risk = Acme.risk(TestRealm.ACME);
    for (var unknown : List.of(UUID.randomUUID(), Acme.risk(TestRealm.GLOBEX))) {
      link(id, "RISK", unknown.toString()).statusCode(422).body("type", equalTo("urn:aims:problem:unknown-reference"));
    }
    link(id, "RISK", risk.toString()).statusCode(200).body("links.kind", contains("INCIDENT", "RISK"));

    assertThat(version(foreign)).isEqualTo(version);
  }

  private static ValidatableResponse link(String concern, String kind, String id) {
    return Office.as(ANNA).body(Map.of("kind", kind, "id", id)).post("/v1/concerns/" + concern + "/links").then();
  }

  private static long version(String incident) {
    return Acme.count("select version from incident where id = '%s'", incident);
  }

  @Test
  void a_write_needs_the_version_that_it_was_decided_upon() {
    var id = Office.raisedBy(REPORTER, Map.of());
    var message = Map.of("message", "Thank you");

    Office.as(ANNA).body(message).post("/v1/concerns/" + id + "/acknowledgement").then().statusCode(428);
    Office.as(ANNA)
        .header("If-Match", "\"7\"")
        .body(message)
        .post("/v1/concerns/" + id + "/acknowledgement")
        .then()
        .statusCode(412);
    Office.tell(ANNA, id, "closure", Map.of("outcome", "NOT_FOR_US", "reason", "No", "feedback", "No"))
        .statusCode(409)
        .body("allowed", hasItems("acknowledgement", "messages"));
  }

  @Test
  void pages_show_each_concern_once() {
    for (var i = 0; i < 5; i++) {
      Office.raisedBy(REPORTER, Map.of());
    }
    var all = Office.as(ANNA).get("/v1/concerns?limit=200").then().extract().<List<String>>path("items.id");

    var paged = new ArrayList<String>();
    String cursor = null;
    do {
      var page = Office.as(ANNA).get("/v1/concerns?limit=2" + (cursor == null ? "" : "&cursor=" + cursor)).then();
      paged.addAll(page.statusCode(200).extract().<List<String>>path("items.id"));
      cursor = page.extract().path("nextCursor");
    } while (cursor != null);

    assertThat(paged).isEqualTo(all).doesNotHaveDuplicates();
    Office.as(ANNA).get("/v1/concerns?cursor=MTpub25zZW5zZQ").then().statusCode(400);
  }

  @Test
  void what_is_late_is_shown_and_said_once() {
    var id = Office.raisedBy(REPORTER, Map.of());
    Acme.tamper("update concern set deadlines = jsonb_set(deadlines, '{all,ACKNOWLEDGEMENT,dueOn}', '\"2020-01-01\"'),"
        + " next_at = '2020-01-02' where id = '%s'", id);

    worker.ring(Instant.now());
    worker.ring(Instant.now());

    Office.as(ANNA)
        .get("/v1/concerns/" + id)
        .then()
        .body("owed.find { it.duty == 'ACKNOWLEDGEMENT' }.overdue", equalTo(true));
    assertThat(overdue(id)).isOne();
  }

  @Test
  void a_concern_at_fault_waits_and_silences_no_other() {
    var bad = Office.raisedBy(REPORTER, Map.of());
    var good = Office.raisedBy(REPORTER, Map.of());
    for (var id : List.of(bad, good)) {
      Acme.tamper("update concern set deadlines = jsonb_set(deadlines, '{all,ACKNOWLEDGEMENT,dueOn}',"
          + " '\"2020-01-01\"'), next_at = '2020-01-02' where id = '%s'", id);
    }
    Acme.tamper("update concern set state = 'BROKEN' where id = '%s'", bad);

    worker.ring(Instant.now());
    assertThat(overdue(good)).isOne();
    assertThat(Acme.count("select failures from concern where id = '%s'", bad)).isPositive();

    Acme.tamper("update concern set state = 'RECEIVED' where id = '%s'", bad);
    worker.ring(Instant.now().plusSeconds(120));
    assertThat(overdue(bad)).isOne();
    assertThat(Acme.count("select failures from concern where id = '%s'", bad)).isZero();
  }

  private static long overdue(String id) {
    return Acme.count("select count(*) from event where aggregate_id = '%s' and type ="
        + " 'aims.incident.concern.overdue.v1'", id);
  }

  @Test
  void the_name_of_another_organisation_s_door_is_taken() {
    Acme.tamper("update concern_channel set alias = 'globex' where tenant = '%s'", TestRealm.ACME);

    globex(Role.GOVERNANCE_OFFICER).body(Office.channel(true, List.of(ANNA, BERT), List.of(CARA, DORA)))
        .put("/v1/concern-channel")
        .then()
        .statusCode(409);
  }

  /** What the handler of a concern does about it, in an order in which all of it is allowed. */
  private static Map<String, Map<String, Object>> commands() {
    var commands = new LinkedHashMap<String, Map<String, Object>>();
    commands.put("acknowledgement", Map.of("message", "Thank you"));
    commands.put("assessment", Map.of("priority", "HIGH", "finding", "Plausible"));
    commands.put("handling", Map.of("plan", "Measure it"));
    commands.put("retaliation", Map.of("status", "RULED_OUT", "note", "Nobody knows of it"));
    commands.put("messages", Map.of("text", "Which car?"));
    commands.put("links", Map.of("kind", "RISK", "id", Acme.risk(TestRealm.ACME)));
    commands.put("exclusions", Map.of("personId", UUID.randomUUID(), "reason", "They built it"));
    return commands;
  }

  /** The same people handle concerns of the other organisation: nothing but the organisation is in their way. */
  @Test
  void another_organisation_sees_nothing_and_changes_nothing() {
    Office.sameOfGlobex();
    try {
      var id = Office.raisedBy(REPORTER, Map.of());
      var theirs = Office.globex(REPORTER, Role.EMPLOYEE)
          .body(Map.of("category", "SAFETY", "description", "It brakes late"))
          .post("/v1/concerns")
          .then()
          .statusCode(201)
          .extract()
          .<String>path("id");
      Office.globex(ANNA, Role.CONCERN_HANDLER).get("/v1/concerns/" + theirs).then().statusCode(200);

      for (var part : List.of("", "/messages", "/history", "/reads", "/exclusions")) {
        Office.globex(ANNA, Role.CONCERN_HANDLER).get("/v1/concerns/" + id + part).then().statusCode(404);
        Office.as(ANNA).get("/v1/concerns/" + theirs + part).then().statusCode(404);
      }
      Office.globex(ANNA, Role.CONCERN_HANDLER)
          .get("/v1/concerns?limit=200")
          .then()
          .statusCode(200)
          .body("items.id", hasItem(theirs))
          .body("items.id", not(hasItem(id)));
      Office.globex(REPORTER, Role.EMPLOYEE).get("/v1/concerns/mine/" + id).then().statusCode(404);
      Office.globex(REPORTER, Role.EMPLOYEE)
          .get("/v1/concerns/mine?limit=200")
          .then()
          .statusCode(200)
          .body("items.id", hasItem(theirs))
          .body("items.id", not(hasItem(id)));
      assertThat(traces(id)).as("of looks").isEqualTo(1);
    } finally {
      Office.noneOfGlobex();
    }
  }

  @Test
  void no_command_of_another_organisation_reaches_a_concern() {
    Office.sameOfGlobex();
    try {
      var id = Office.raisedBy(REPORTER, Map.of());
      var closure = Map.<String, Object>of("outcome", "NOT_FOR_US", "reason", "No", "feedback", "No");

      commands().forEach((command, body) -> foreign(ANNA, id, command, body).as(command).isEqualTo(404));
      foreign(BERT, id, "closure", closure).isEqualTo(404);
      assertThat(Office.globex(REPORTER, Role.EMPLOYEE)
          .body(Map.of("text", "Still", "retaliation", true))
          .post("/v1/concerns/mine/" + id + "/messages")
          .statusCode()).isEqualTo(404);
      assertThat(Acme.count("select version from concern where id = '%s'", id)).isOne();
      assertThat(traces(id)).isEqualTo(1);

      // Each of them was in order but for the organisation.
      commands().forEach((command, body) -> assertThat(Office.tell(ANNA, id, command, body).extract().statusCode())
          .as(command)
          .isBetween(200, 202));
      Office.tell(BERT, id, "closure", closure).statusCode(200).body("version", equalTo(commands().size() + 2));
    } finally {
      Office.noneOfGlobex();
    }
  }

  private static AbstractIntegerAssert<?> foreign(UUID person, String concern, String command,
      Map<String, Object> body) {
    return assertThat(Office.globex(person, Role.CONCERN_HANDLER)
        .header("If-Match", "\"1\"")
        .body(body)
        .post("/v1/concerns/" + concern + "/" + command)
        .statusCode());
  }

  /** The events of a concern, and whatever else is on record of it. */
  private static long traces(String concern) {
    return Acme.count("""
        select (select count(*) from event where aggregate_id = '%1$s')
          + (select count(*) from concern_message where concern_id = '%1$s')
          + (select count(*) from concern_exclusion where concern_id = '%1$s')
          + (select count(*) from concern_read where concern_id = '%1$s')""", concern);
  }

  @ParameterizedTest
  @ValueSource(strings = {"concern", "concern_channel", "concern_exclusion", "concern_message", "concern_receipt",
      "concern_read"})
  void without_an_organisation_there_are_no_rows(String table) {
    var id = Office.raisedBy(REPORTER, Map.of("namedPersons", List.of(UUID.randomUUID())));
    Office.as(ANNA).body(Map.of("text", "Which car?")).post("/v1/concerns/" + id + "/messages").then().statusCode(200);

    assertThat(TenancyContract.rowsWithoutTenant(table)).isZero();
  }

  @Test
  void only_people_raise_concerns_and_only_the_governance_officer_sets_the_channel() {
    Acme.monitor().body(Map.of("category", "SAFETY", "description", "x")).post("/v1/concerns").then().statusCode(403);
    Office.set(Role.INCIDENT_RESPONDER, true, List.of(ANNA, BERT), List.of(CARA, DORA)).statusCode(403);
    Office.set(Role.GOVERNANCE_OFFICER, true, List.of(ANNA, BERT), List.of(ANNA, DORA)).statusCode(422);
    Office.set(Role.GOVERNANCE_OFFICER, true, List.of(ANNA), List.of(CARA, DORA)).statusCode(422);
    Office.as(REPORTER, Role.EMPLOYEE)
        .body(Map.of("category", "SAFETY", "description", "x", "systemId", UUID.randomUUID()))
        .post("/v1/concerns")
        .then()
        .statusCode(422);
  }

  @Test
  void a_system_of_another_organisation_is_none() {
    Office.as(REPORTER, Role.EMPLOYEE)
        .body(Map.of("category", "SAFETY", "description", "x", "systemId", Office.systemOfGlobex()))
        .post("/v1/concerns")
        .then()
        .statusCode(422)
        .body("type", equalTo("urn:aims:problem:unknown-reference"));
  }
}
