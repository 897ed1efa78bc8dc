package io.aims.incident.concern;

import static io.aims.incident.concern.Office.ANNA;
import static io.aims.incident.concern.Office.stranger;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.MDC;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.aims.incident.Acme;
import io.aims.incident.incident.Handling;
import io.aims.platform.identity.Role;
import io.aims.platform.test.EventContract;
import io.aims.platform.test.RealEngines;
import io.aims.platform.test.TenancyContract;
import io.aims.platform.test.TestEvents;
import io.aims.platform.test.TestRealm;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ExtractableResponse;
import io.restassured.response.Response;

/**
 * Concerns without a name: nothing that is kept, sent or logged leads to the person, and only the receipt leads back.
 */
@QuarkusTest
@QuarkusTestResource(value = RealEngines.class, initArgs = @ResourceArg(name = "context", value = "incident"))
class AnonymityTest {
  private static final String DOOR = "/v1/organisations/acme/concerns";
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

  @BeforeEach
  void open() {
    Office.open();
  }

  private static ExtractableResponse<Response> raise() {
    return stranger().body(Map.of("category", "PRIVACY", "description", "It reads our mail"))
        .post(DOOR)
        .then()
        .statusCode(201)
        .extract();
  }

  private static Response followUp(String handle, String code) {
    return stranger().body(Map.of("handle", handle, "code", code)).post("/v1/concerns/follow-up");
  }

  @Test
  void the_whole_database_the_events_and_the_logs_know_nothing_of_the_reporter() throws Exception {
    var subject = UUID.randomUUID();
    var begun = Instant.now();
    ExtractableResponse<Response> raised;
    String concern;
    List<String> lines;
    try (var ear = Ear.open()) {
      raised = talkative(subject).body(Map.of("category", "PRIVACY", "description", "It reads our mail"))
          .post(DOOR)
          .then()
          .statusCode(201)
          .extract();
      concern = concernOf(raised.path("handle"));
      talkative(subject)
          .body(Map.of("handle", raised.path("handle"), "code", raised.path("code"), "text", "Still", "retaliation",
              true))
          .post("/v1/concerns/follow-up/messages")
          .then()
          .statusCode(200);
      talkative(subject).body(Map.of("handle", raised.path("handle"), "code", "WRONG"))
          .post("/v1/concerns/follow-up")
          .then()
          .statusCode(404);
      await().atMost(30, SECONDS).until(() -> sent(concern).size() == 2);
      lines = ear.lines();
    }
    var ended = Instant.now();

    String handle = raised.path("handle");
    String code = raised.path("code");
    var clues = List.of(subject.toString(), subject.toString().replace("-", ""), "wilhelmina", "203.0.113.77",
        "marker", TRACE, code, code.replace("-", ""), handle);
    for (var clue : clues) {
      assertThat(places(clue)).as(clue).isEmpty();
      assertNobodyHears(clue, lines);
    }
    assertThat(places(nameIn(handle))).containsExactly("concern_receipt.handle");
    assertNobodyHears(nameIn(handle), lines);
    assertThat(momentsBetween(begun, ended, concern)).isEmpty();
    assertThat(idsThatTellATime(concern)).isEmpty();
    assertThat(sent(concern)).allSatisfy(event -> {
      assertThat(EventContract.violations(event)).isEmpty();
      assertThat(event.path("actor").asText()).isEqualTo("anonymous");
      assertThat(event.path("time").asText()).endsWith("T00:00:00Z");
      assertThat(event.has("traceparent")).isFalse();
      assertThat(UUID.fromString(event.path("id").asText()).version()).isEqualTo(4);
      assertThat(UUID.fromString(event.path("subject").asText()).version()).isEqualTo(4);
    });
  }

  private static void assertNobodyHears(String clue, List<String> lines) {
    var small = clue.toLowerCase(Locale.ROOT);
    assertThat(lines).as(clue).noneMatch(line -> line.contains(small));
    assertThat(TestEvents.messages("aims.incident.events.v1")).as(clue)
        .isNotEmpty()
        .noneMatch(message -> spoken(message).contains(small));
  }

  private static String spoken(ConsumerRecord<String, byte[]> message) {
    var all = new StringBuilder(message.key()).append(new String(message.value(), StandardCharsets.UTF_8));
    message.headers()
        .forEach(header -> all.append(header.key()).append(new String(header.value(), StandardCharsets.UTF_8)));
    return all.toString().toLowerCase(Locale.ROOT);
  }

  /** The searches find what is there: handlers' answers tell when they were written, and their ids do. */
  @Test
  void what_a_handler_does_has_its_time() throws Exception {
    var concern = concernOf(raise().path("handle"));
    var begun = Instant.now();

    Office.as(ANNA)
        .body(Map.of("text", "Which mail?"))
        .post("/v1/concerns/" + concern + "/messages")
        .then()
        .statusCode(200);

    assertThat(momentsBetween(begun, Instant.now(), concern)).contains("concern_message.at", "concern_read.at",
        "event.occurred_at");
    assertThat(idsThatTellATime(concern)).contains("concern_message.id", "concern_read.id", "event.id");
  }

  /** The ear hears whatever a format of log lines could show. */
  @Test
  void a_line_is_heard_with_all_that_belongs_to_it() {
    try (var ear = Ear.open()) {
      MDC.put("ear", "heard-in-the-context");
      Logger.getLogger("ear")
          .log(Level.WARNING, new IllegalStateException("above", new IllegalArgumentException("Heard-as-the-cause")),
              () -> "heard-as-the-message");
      Logger.getLogger("ear").log(Level.WARNING, "filled {0}", "heard-as-a-parameter");

      assertThat(ear.lines()).anyMatch(line -> line.contains("heard-as-the-message")
          && line.contains("heard-as-the-cause") && line.contains("heard-in-the-context"));
      assertThat(ear.lines()).anyMatch(line -> line.contains("filled heard-as-a-parameter"));
    } finally {
      MDC.remove("ear");
    }
  }

  /** The search finds what is there: a named concern has its reporter in the table of concerns, and nowhere else. */
  @Test
  void the_name_of_who_gives_it_stays_in_one_place() throws Exception {
    var reporter = UUID.randomUUID();

    Office.as(reporter, Role.EMPLOYEE)
        .header("Idempotency-Key", "\"marker-key\"")
        .body(Map.of("category", "SAFETY", "description", "It brakes late"))
        .post("/v1/concerns")
        .then()
        .statusCode(201);

    assertThat(places(reporter.toString())).containsExactly("concern.reporter_id");
  }

  @Test
  void the_receipt_leads_back_and_both_sides_write() {
    var receipt = raise();
    String handle = receipt.path("handle");
    String code = receipt.path("code");
    var concern = concernOf(handle);

    Office.as(ANNA)
        .body(Map.of("text", "Which mail?"))
        .post("/v1/concerns/" + concern + "/messages")
        .then()
        .statusCode(200);
    stranger().body(Map.of("handle", handle, "code", code, "text", "Mine"))
        .post("/v1/concerns/follow-up/messages")
        .then()
        .statusCode(200)
        .body("messages.text", contains("Which mail?", "Mine"))
        .body("messages.author", contains("HANDLER", "REPORTER"));

    followUp(handle.toLowerCase(), code.toLowerCase()).then().statusCode(200).body("state", equalTo("RECEIVED"));
    Office.as(ANNA).get("/v1/concerns/" + concern).then().body("anonymous", equalTo(true));
  }

  @Test
  void a_wrong_code_an_unknown_handle_and_an_unknown_organisation_look_alike() {
    String handle = raise().path("handle");

    var answers = List.of(followUp(handle, "WRONG"), followUp("acme-000000000000", "WRONG"),
        followUp("initech-000000000000", "WRONG"), followUp("nothing", "WRONG"));

    assertThat(answers).allMatch(answer -> answer.statusCode() == 404);
    assertThat(answers).extracting(Response::asString).containsOnly(answers.getFirst().asString());
  }

  @Test
  void nobody_who_knows_the_handle_can_lock_it() {
    var receipt = raise();
    String handle = receipt.path("handle");
    for (var i = 0; i < 50; i++) {
      followUp(handle, "GUESS-" + i).then().statusCode(404);
    }

    followUp(handle, receipt.path("code")).then().statusCode(200);
  }

  @Test
  void receipts_lead_back_when_the_organisation_is_called_otherwise() {
    var receipt = raise();
    Acme.tamper("update concern_channel set alias = 'acme-holding' where tenant = '%s'", TestRealm.ACME);

    stranger().body(Map.of("category", "PRIVACY", "description", "It reads our mail"))
        .post(DOOR)
        .then()
        .statusCode(404);
    followUp(receipt.path("handle"), receipt.path("code")).then().statusCode(200);
  }

  @Test
  void a_closed_door_looks_like_none_and_receipts_still_lead_back() {
    var receipt = raise();
    var body = Map.of("category", "PRIVACY", "description", "It reads our mail");
    Office.open(false);

    var closed = stranger().body(body).post(DOOR).then().statusCode(404).extract().asString();
    var never = stranger().body(body).post("/v1/organisations/initech/concerns").then().statusCode(404);

    assertThat(closed).isEqualTo(never.extract().asString());
    followUp(receipt.path("handle"), receipt.path("code")).then().statusCode(200);
  }

  /** Who handles a concern opens an incident as anybody does, and only the concern knows that they have to do with each other. */
  @Test
  void the_incident_that_a_handler_opens_knows_nothing_of_the_concern() throws Exception {
    var receipt = raise();
    var concern = concernOf(receipt.path("handle"));
    String incident;
    List<String> lines;
    try (var ear = Ear.open()) {
      incident = Office.as(ANNA)
          .body(Handling.told(Acme.system(), Map.of("reportedBy", "STAFF")))
          .post("/v1/incidents")
          .then()
          .statusCode(201)
          .extract()
          .path("id");
      Office.as(ANNA)
          .body(Map.of("kind", "INCIDENT", "id", incident))
          .post("/v1/concerns/" + concern + "/links")
          .then()
          .statusCode(200)
          .body("links.id", contains(incident));
      await().atMost(30, SECONDS).until(() -> !sent(incident).isEmpty() && sent(concern).size() == 2);
      lines = ear.lines();
    }

    assertThat(lines).noneMatch(line -> line.contains(concern));
    assertThat(sent(concern)).noneMatch(event -> event.toString().contains(incident));
    assertThat(places(concern)).containsOnly("concern.id", "concern_receipt.concern_id", "concern_read.concern_id",
        "event.aggregate_id", "event.body", "aggregate_head.aggregate_id");
    assertThat(places(incident)).filteredOn(place -> place.startsWith("concern")).containsExactly("concern.links");
    assertThat(Acme.count("select count(*) from event where position('%s' in encode(body, 'escape')) > 0"
        + " and aggregate_type <> 'concern'", concern)).isZero();
    followUp(receipt.path("handle"), receipt.path("code")).then().statusCode(200).body("links", nullValue());
  }

  private static io.restassured.specification.RequestSpecification talkative(UUID subject) {
    return stranger().auth()
        .oauth2(TestRealm.token(TestRealm.ACME, subject, Role.EMPLOYEE))
        .header("User-Agent", "marker wilhelmina")
        .header("X-Forwarded-For", "203.0.113.77")
        .header("X-Request-Id", "marker-request-id")
        .header("Idempotency-Key", "\"marker-key\"")
        .header("Cookie", "session=marker")
        .header("traceparent", "00-" + TRACE + "-b7ad6b7169203331-01");
  }

  private static String concernOf(String handle) {
    try (var connection = TenancyContract.superuser();
        var rows = connection.createStatement()
            .executeQuery("select concern_id from concern_receipt where handle = '%s'"
                .formatted(nameIn(handle)))) {
      rows.next();
      return rows.getString(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What the database knows of a handle. */
  private static String nameIn(String handle) {
    return handle.substring(handle.lastIndexOf('-') + 1);
  }

  private static List<com.fasterxml.jackson.databind.JsonNode> sent(String concern) {
    return TestEvents.emitted("incident")
        .stream()
        .filter(event -> event.path("subject").asText().equals(concern))
        .toList();
  }

  /**
   * Every column of every table, whatever its type, that has {@code clue} in some row: as text, and inside of bytes.
   */
  private static List<String> places(String clue) throws SQLException {
    var found = new ArrayList<String>();
    for (var column : columns("true")) {
      var value = column[2].equals("bytea")
          ? "encode(%s, 'escape')".formatted(column[1])
          : "cast(%s as text)".formatted(column[1]);
      if (Acme.count("select count(*) from %s where position(lower('%s') in lower(%s)) > 0", column[0], clue,
          value) > 0) {
        found.add(column[0].replace("\"", "") + "." + column[1].replace("\"", ""));
      }
    }
    return found;
  }

  /** Columns with a moment of the visit, in tables that hold something of the organisation's or of the concern. */
  private static List<String> momentsBetween(Instant begun, Instant ended, String concern) throws SQLException {
    var found = new ArrayList<String>();
    for (var column : columns("data_type like 'timestamp%' and exists (select from information_schema.columns t"
        + " where t.table_name = c.table_name and t.column_name = 'tenant')")) {
      if (Acme.count("select count(*) from %s r where r.%s between '%s' and '%s' and cast(r as text) like '%%%s%%'",
          column[0], column[1], begun, ended, concern) > 0) {
        found.add(column[0] + "." + column[1]);
      }
    }
    return found;
  }

  /** Columns with ids that are not random, in rows about the concern: a time-ordered id is a moment too. */
  private static List<String> idsThatTellATime(String concern) throws SQLException {
    var found = new ArrayList<String>();
    for (var column : columns("data_type = 'uuid'")) {
      if (Acme.count("select count(*) from %s r where cast(r as text) like '%%%s%%'"
          + " and substring(cast(r.%s as text), 15, 1) <> '4'", column[0], concern, column[1]) > 0) {
        found.add(column[0] + "." + column[1]);
      }
    }
    return found;
  }

  private static List<String[]> columns(String which) throws SQLException {
    try (var connection = TenancyContract.superuser();
        var rows = connection.createStatement()
            .executeQuery("select quote_ident(table_name), quote_ident(column_name), data_type from"
                + " information_schema.columns c where table_schema = 'public' and table_name not like 'event\\_2%'"
                + " and " + which)) {
      var columns = new ArrayList<String[]>();
      while (rows.next()) {
        columns.add(new String[]{rows.getString(1), rows.getString(2), rows.getString(3)});
      }
      return columns;
    }
  }
}
