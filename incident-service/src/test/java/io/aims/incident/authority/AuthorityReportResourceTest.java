package io.aims.incident.authority;

import static io.aims.incident.Acme.as;
import static io.aims.incident.Acme.globex;
import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.aims.incident.Acme;
import io.aims.incident.Occupied;
import io.aims.incident.clocks.Serious;
import io.aims.incident.incident.Handling;
import io.aims.platform.identity.Role;
import io.aims.platform.test.EventContract;
import io.aims.platform.test.RealEngines;
import io.aims.platform.test.TestEvents;
import io.aims.platform.test.TestRealm;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;

@QuarkusTest
@QuarkusTestResource(value = RealEngines.class, initArgs = @ResourceArg(name = "context", value = "incident"))
class AuthorityReportResourceTest {
  private static final String ATTACK = "<img src=x onerror=alert(1)>";

  /** A serious incident and its clock. */
  private record Situation(String incident, String clock) {
    static Situation of(Serious serious) {
      return in(Serious.incident(), serious);
    }

    static Situation in(String incident, Serious serious) {
      return new Situation(incident, serious.decide(incident).statusCode(201).extract().path("clocks[0].id"));
    }

    String reports() {
      return "/v1/incidents/" + incident + "/authority-reports";
    }

    ValidatableResponse begin(String kind) {
      return as(Role.INCIDENT_RESPONDER).body(body(kind)).post(reports()).then();
    }

    String body(String kind) {
      return "{\"clockId\":\"%s\",\"kind\":\"%s\",\"texts\":{\"description\":\"%s\"},\"reason\":\"time is short\"}"
          .formatted(clock, kind, ATTACK);
    }

    /** A report that lacks nothing is handed in. */
    void whole() {
      var report = begun("FINAL");
      List<String> missing = as(Role.INCIDENT_RESPONDER).get(report).then().extract().path("missing");
      var texts = missing.stream().map("\"%s\":\"known now\""::formatted).collect(Collectors.joining(","));
      revise(report, 1, "{\"texts\":{%s},\"reason\":\"all is known\"}".formatted(texts)).statusCode(200);
      approve(report, 2, 2).statusCode(200);
      submit(report, 3).statusCode(200).body("submission.incomplete", equalTo(false));
    }

    String begun(String kind) {
      return reports() + "/" + begin(kind).statusCode(201).extract().path("id");
    }
  }

  private static Situation death() {
    return Situation.of(Serious.provider().all("harms", "DEATH"));
  }

  private static ValidatableResponse approve(String report, int version, int revision) {
    return as(Role.GOVERNANCE_OFFICER).header("If-Match", "\"" + version + "\"")
        .body("{\"revision\":%d,\"reason\":\"as it was\"}".formatted(revision))
        .post(report + "/approval")
        .then();
  }

  private static ValidatableResponse submit(String report, int version) {
    return as(Role.INCIDENT_RESPONDER).header("If-Match", "\"" + version + "\"")
        .body("{\"submittedAt\":\"%s\",\"channel\":\"PORTAL\",\"receipt\":\"MSA-2026-77\",\"reason\":\"approved\"}"
            .formatted(Instant.now()))
        .post(report + "/submission")
        .then();
  }

  private static ValidatableResponse revise(String report, int version, String patch) {
    return as(Role.INCIDENT_RESPONDER).contentType("application/merge-patch+json")
        .header("If-Match", "\"" + version + "\"")
        .body(patch)
        .patch(report)
        .then();
  }

  @Test
  void evidence_is_held_by_itself_and_a_person_releases_it_once_the_authority_is_informed() {
    var serious = death();
    Handling.read(serious.incident())
        .body("evidenceHold", equalTo(true))
        .body("version", equalTo(2))
        .body("allowed", hasItem("evidence-release"));
    as(Role.INTERNAL_AUDITOR).get("/v1/incidents/" + serious.incident() + "/history")
        .then()
        .body("items[1].data.clockId", equalTo(serious.clock()));
    Handling.command(Role.GOVERNANCE_OFFICER, serious.incident(), "evidence-release", Handling.REASON)
        .statusCode(409)
        .body("detail", containsString("informed"));

    var report = serious.begun("INITIAL");
    approve(report, 1, 1).statusCode(200);
    submit(report, 2).statusCode(200);

    Handling.read(serious.incident()).body("evidenceHold", equalTo(true));
    Handling.command(serious.incident(), "evidence-release", Handling.REASON).statusCode(403);
    Handling.command(Role.GOVERNANCE_OFFICER, serious.incident(), "evidence-release", Handling.REASON)
        .statusCode(200)
        .body("evidenceHold", equalTo(false));
  }

  @Test
  void a_decision_upon_a_closed_incident_holds_its_evidence_as_well() {
    var incident = Handling.to("CLOSED", Handling.incident());

    Serious.provider().all("harms", "DEATH").decide(incident).statusCode(201);

    Handling.read(incident).body("evidenceHold", equalTo(true));
    Handling.command(incident, "reopening", Handling.REASON).statusCode(200);
    Handling.command(incident, "dismissal", Handling.REASON).statusCode(409);
  }

  @Test
  void a_duty_that_does_not_ask_for_it_holds_no_evidence() {
    var incident = Handling.incident();

    Serious.provider().all("harms").decide(incident).statusCode(201);

    Handling.read(incident).body("evidenceHold", equalTo(false)).body("version", equalTo(1));
  }

  @Test
  void a_report_is_drafted_from_facts_completed_approved_by_somebody_else_and_meets_its_clock() {
    var serious = death();
    var drafted = serious.begin("INITIAL");
    drafted.statusCode(201)
        .header("ETag", "\"1\"")
        .body("reference", startsWith("RPT-"))
        .body("state", equalTo("DRAFT"))
        .body("facts.system", containsString("Lending"))
        .body("facts.harms", equalTo("DEATH"))
        .body("missing", contains("reporter", "provider"))
        .body("allowed", contains("approval", "revision", "withdrawal"));
    var report = serious.reports() + "/" + drafted.extract().path("id");

    revise(report, 1, "{\"texts\":{\"reporter\":\"Acme, Berlin\",\"provider\":\"Acme\"},\"reason\":\"asked legal\"}")
        .statusCode(200)
        .body("revision", equalTo(2))
        .body("texts.description", equalTo(ATTACK))
        .body("missing", empty());
    approve(report, 2, 2).statusCode(200).body("state", equalTo("APPROVED"));
    submit(report, 3).statusCode(200)
        .body("state", equalTo("SUBMITTED"))
        .body("submission.receipt", equalTo("MSA-2026-77"))
        .body("submission.submittedBy", equalTo(Acme.RESPONDER))
        .body("submission.incomplete", equalTo(false))
        .body("allowed", empty());

    as(Role.INTERNAL_AUDITOR).get("/v1/incidents/" + serious.incident() + "/clocks/" + serious.clock())
        .then()
        .body("state", equalTo("MET"))
        .body("overdue", equalTo(false))
        .body("reportId", equalTo(drafted.extract().path("id")));
    as(Role.INTERNAL_AUDITOR).get("/v1/incidents/" + serious.incident() + "/seriousness")
        .then()
        .body("evidenceHold", equalTo(false));
    revise(report, 4, "{\"texts\":{}}").statusCode(409).body("allowed", empty());
    as(Role.EXTERNAL_AUDITOR).get(report + "/revisions").then().statusCode(200).body("items.number", contains(2, 1));
    as(Role.EXTERNAL_AUDITOR).get(report + "/revisions/1")
        .then()
        .statusCode(200)
        .body("missing", contains("reporter", "provider"));
    as(Role.EXTERNAL_AUDITOR).get(report + "/history").then().body("items", hasSize(4));
    await().atMost(30, SECONDS)
        .untilAsserted(() -> assertThat(TestEvents.emitted("incident"))
            .filteredOn(e -> e.path("data").path("incidentId").asText().equals(serious.incident()))
            .hasSize(8)
            .allSatisfy(e -> assertThat(EventContract.violations(e)).isEmpty())
            .allSatisfy(e -> assertThat(e.toString()).doesNotContain("onerror", "Acme, Berlin", "MSA-2026-77"))
            .extracting(e -> e.path("correlationid").asText())
            .hasSize(8)
            .containsOnly(as(Role.RISK_OWNER).get("/v1/incidents/" + serious.incident())
                .then()
                .extract()
                .<String>path("caseId")));
  }

  @Test
  void after_an_incomplete_report_the_incident_closes_with_the_whole_one_or_a_reason_why_there_is_none() {
    for (var waived : new boolean[]{false, true}) {
      var serious = Situation.in(Handling.to("REVIEW", Handling.incident()), Serious.provider().all("harms", "DEATH"));
      var first = serious.begun("INITIAL");
      approve(first, 1, 1).statusCode(200);
      submit(first, 2).statusCode(200).body("submission.incomplete", equalTo(true));
      as(Role.RISK_OWNER).get("/v1/incidents/" + serious.incident() + "/clocks/" + serious.clock())
          .then()
          .body("reportKind", equalTo("INITIAL"));
      var open = as(Role.RISK_OWNER).get("/v1/incidents/" + serious.incident() + "/seriousness").then();
      open.body("clocks.ruleId", contains("AIA-73-5"))
          .body("clocks.limit", contains("DEFAULT"))
          .body("clocks[0].reports", contains("FINAL"))
          .body("evidenceHold", equalTo(false));
      var next = new Situation(serious.incident(), open.extract().path("clocks[0].id"));
      Handling.command(Role.GOVERNANCE_OFFICER, serious.incident(), "evidence-release", Handling.REASON)
          .statusCode(200);
      Handling.command(serious.incident(), "closing", Handling.REASON)
          .statusCode(409)
          .body("detail", containsString("clocks"));

      next.begin("INITIAL").statusCode(422);
      if (waived) {
        waive(next).statusCode(200);
        as(Role.INTERNAL_AUDITOR).get("/v1/incidents/" + next.incident() + "/clocks/" + next.clock() + "/history")
            .then()
            .body("items.type", contains("aims.incident.clock.started.v1", "aims.incident.clock.stopped.v1"))
            .body("items[1].texts.reason", equalTo("the authority asks for nothing more"));
      } else {
        next.whole();
      }

      Handling.command(serious.incident(), "closing", Handling.REASON).statusCode(200);
    }
  }

  @Test
  void the_whole_report_is_the_rest_also_if_it_was_begun_for_the_clock_of_the_first_one() {
    var serious = death();
    var first = serious.begun("INITIAL");
    approve(first, 1, 1).statusCode(200);
    submit(first, 2).statusCode(200);

    serious.whole();

    as(Role.RISK_OWNER).get("/v1/incidents/" + serious.incident() + "/seriousness")
        .then()
        .body("clocks", empty());
    as(Role.RISK_OWNER).get("/v1/incidents/" + serious.incident() + "/clocks?state=MET")
        .then()
        .body("items.ruleId", contains("AIA-73-5", "AIA-73-4"));
  }

  /** As it was handed in before there were clocks for the rest. */
  @Test
  void after_an_incomplete_report_of_before_the_incident_closes_only_once_a_decision_has_asked_for_the_rest() {
    var provider = Serious.provider().all("harms", "DEATH");
    var serious = Situation.in(Handling.to("REVIEW", Handling.incident()), provider);
    var first = serious.begun("INITIAL");
    approve(first, 1, 1).statusCode(200);
    submit(first, 2).statusCode(200);
    Acme.tamper("delete from regulatory_clock where rule_id = 'AIA-73-5' and incident_id = '%s'", serious.incident());
    Handling.command(Role.GOVERNANCE_OFFICER, serious.incident(), "evidence-release", Handling.REASON)
        .statusCode(200);

    Handling.command(serious.incident(), "closing", Handling.REASON)
        .statusCode(409)
        .body("detail", containsString("incomplete report"));
    String rest = provider.decide(serious.incident(), 1)
        .statusCode(201)
        .body("clocks.ruleId", contains("AIA-73-5"))
        .extract()
        .path("clocks[0].id");
    Handling.command(serious.incident(), "closing", Handling.REASON)
        .statusCode(409)
        .body("detail", containsString("clocks"));
    waive(new Situation(serious.incident(), rest)).statusCode(200);
    Handling.command(serious.incident(), "closing", Handling.REASON).statusCode(200);
  }

  private static ValidatableResponse waive(Situation next) {
    return as(Role.GOVERNANCE_OFFICER).header("If-Match", "\"1\"")
        .body("{\"reason\":\"the authority asks for nothing more\"}")
        .post("/v1/incidents/" + next.incident() + "/clocks/" + next.clock() + "/stop")
        .then();
  }

  @Test
  void who_begins_a_report_waits_for_who_decides_upon_the_incident() throws Exception {
    var serious = death();
    CompletableFuture<String> begun;

    try (var occupied = new Occupied(serious.incident())) {
      begun = CompletableFuture.supplyAsync(() -> serious.begun("INITIAL"));
      occupied.awaitAnother();
      assertThat(begun).isNotDone();
    }

    assertThat(begun.get(20, SECONDS)).isNotNull();
  }

  @Test
  void what_was_done_for_any_part_of_a_merged_incident_is_told() {
    var part = Handling.to("CONTAINED", Handling.incident());
    var target = Serious.incident();
    Handling.command(part, "merge", "{\"targetId\":\"%s\",\"reason\":\"one thing\"}".formatted(target))
        .statusCode(200);

    for (var incident : List.of(target, part)) {
      Situation.in(incident, Serious.provider().all("harms", "DEATH"))
          .begin("INITIAL")
          .statusCode(201)
          .body("facts.containment", equalTo("KILL_SWITCH"));
    }
  }

  @Test
  void it_is_a_page_to_print_in_which_nothing_runs() {
    var report = death().begun("INITIAL");

    var page = as(Role.EXTERNAL_AUDITOR).accept("text/html").get(report).then();

    page.statusCode(200)
        .contentType(containsString("text/html"))
        .header("Content-Security-Policy", startsWith("default-src 'none'"))
        .body(containsString("Report of a serious incident"))
        .body(containsString("&lt;img src=x onerror=alert(1)&gt;"))
        .body(not(containsString("<img")));
    as(Role.EXTERNAL_AUDITOR).accept("*/*").get(report).then().contentType("application/json");
    as(Role.EXTERNAL_AUDITOR).accept("text/html")
        .get(report + "x")
        .then()
        .statusCode(404)
        .contentType("application/problem+json");
  }

  @Test
  void it_is_a_pdf_that_is_the_same_until_the_report_changes() {
    var report = death().begun("INITIAL");

    var once = pdf(report);

    assertThat(new String(once, 0, 5, java.nio.charset.StandardCharsets.US_ASCII)).isEqualTo("%PDF-");
    assertThat(pdf(report)).isEqualTo(once);
    as(Role.EMPLOYEE).accept("application/pdf").get(report).then().statusCode(403);
  }

  private static byte[] pdf(String report) {
    return as(Role.EXTERNAL_AUDITOR).accept("application/pdf")
        .get(report)
        .then()
        .statusCode(200)
        .contentType("application/pdf")
        .extract()
        .asByteArray();
  }

  @Test
  void a_final_report_has_to_be_whole_and_a_first_one_says_that_it_is_not() {
    var serious = death();
    var whole = serious.begun("FINAL");
    var first = serious.begun("INITIAL");

    approve(whole, 1, 1).statusCode(422).body("violations.field", hasItems("texts.rootCause", "texts.causalLink"));
    approve(first, 1, 1).statusCode(200).body("missing", contains("reporter", "provider"));
    submit(first, 2).statusCode(200).body("submission.incomplete", equalTo(true));

    as(Role.SYSTEM_OWNER).get(serious.reports() + "?state=SUBMITTED")
        .then()
        .statusCode(200)
        .body("items.kind", contains("INITIAL"));
    as(Role.SYSTEM_OWNER).get(serious.reports() + "?limit=1").then().body("items.kind", contains("INITIAL"));
  }

  @Test
  void an_author_does_not_approve_and_an_approval_does_not_outlive_its_revision() {
    var serious = death();
    String id = as(Role.GOVERNANCE_OFFICER).body(serious.body("INITIAL"))
        .post(serious.reports())
        .then()
        .statusCode(201)
        .extract()
        .path("id");
    var report = serious.reports() + "/" + id;
    approve(report, 1, 1).statusCode(403).body("type", equalTo("urn:aims:problem:four-eyes"));

    var other = serious.begun("INITIAL");
    approve(other, 1, 2).statusCode(412);
    approve(other, 1, 1).statusCode(200);
    revise(other, 2, "{\"texts\":{\"description\":\"calmer words\"}}").statusCode(200)
        .body("state", equalTo("DRAFT"))
        .body("$", not(hasItem("approval")));
    submit(other, 3).statusCode(409).body("allowed", contains("approval", "revision", "withdrawal"));
  }

  @Test
  void a_report_that_is_not_to_be_handed_in_is_withdrawn_and_its_clock_goes_on() {
    var serious = death();
    var report = serious.begun("INITIAL");
    approve(report, 1, 1).statusCode(200);

    withdraw(Role.INCIDENT_RESPONDER, report, 2, "Begun twice").statusCode(403);
    withdraw(Role.GOVERNANCE_OFFICER, report, 1, "Begun twice").statusCode(412);
    withdraw(Role.GOVERNANCE_OFFICER, report, 2, " ").statusCode(422);
    withdraw(Role.GOVERNANCE_OFFICER, report, 2, "Begun twice").statusCode(200)
        .body("state", equalTo("WITHDRAWN"))
        .body("allowed", empty());

    submit(report, 3).statusCode(409);
    revise(report, 3, "{\"texts\":{}}").statusCode(409);
    as(Role.INTERNAL_AUDITOR).get(report + "/history")
        .then()
        .body("items[2].type", equalTo("aims.incident.authority-report.withdrawn.v1"))
        .body("items[2].texts.reason", equalTo("Begun twice"));
    as(Role.INTERNAL_AUDITOR).get("/v1/incidents/" + serious.incident() + "/clocks/" + serious.clock())
        .then()
        .body("state", equalTo("RUNNING"));
  }

  @Test
  void how_the_harm_was_stopped_follows_from_what_was_done() {
    var serious = death();
    Handling.to("CONTAINED", serious.incident());
    Handling.command(serious.incident(), "containment",
        "{\"containment\":\"ROLLBACK\",\"evidencePreserved\":true,\"reason\":\"back to last month\"}").statusCode(200);

    serious.begin("INITIAL").statusCode(201).body("facts.containment", equalTo("KILL_SWITCH, ROLLBACK"));
  }

  @Test
  void a_report_that_is_neither_handed_in_nor_withdrawn_keeps_its_incident_from_being_closed() {
    var serious = death();
    var report = serious.begun("INITIAL");
    submitted(serious.begun("INITIAL"));
    stopWhatRuns(serious.incident());
    Handling.command(Role.GOVERNANCE_OFFICER, serious.incident(), "evidence-release", Handling.REASON).statusCode(200);
    Handling.to("REVIEW", serious.incident());

    Handling.command(serious.incident(), "closing", Handling.REASON)
        .statusCode(409)
        .body("detail", containsString("reports to authorities"));
    approve(report, 1, 1).statusCode(200);
    Handling.command(serious.incident(), "closing", Handling.REASON).statusCode(409);
    withdraw(Role.GOVERNANCE_OFFICER, report, 2, "Begun twice").statusCode(200);
    Handling.command(serious.incident(), "closing", Handling.REASON).statusCode(200);
  }

  /** The authority asks for nothing more. */
  private static void stopWhatRuns(String incident) {
    var clocks = "/v1/incidents/" + incident + "/clocks";
    List<String> running = as(Role.GOVERNANCE_OFFICER).get(clocks + "?state=RUNNING").then().extract().path("items.id");
    running.forEach(clock -> as(Role.GOVERNANCE_OFFICER).header("If-Match", "\"1\"")
        .body(Handling.REASON)
        .post(clocks + "/" + clock + "/stop")
        .then()
        .statusCode(200));
  }

  private static void submitted(String report) {
    approve(report, 1, 1).statusCode(200);
    submit(report, 2).statusCode(200);
  }

  private static ValidatableResponse withdraw(String role, String report, int version, String reason) {
    return as(role).header("If-Match", "\"" + version + "\"")
        .body("{\"reason\":\"%s\"}".formatted(reason))
        .post(report + "/withdrawal")
        .then();
  }

  @Test
  void a_report_for_a_superseded_clock_meets_the_one_in_its_place() {
    var serious = Situation.of(Serious.provider().all("harms", "SERIOUS_HARM_TO_HEALTH"));
    var report = serious.begun("INITIAL");
    String shorter = Serious.provider()
        .all("harms", "DEATH")
        .decide(serious.incident(), 1)
        .statusCode(201)
        .extract()
        .path("clocks[0].id");

    approve(report, 1, 1).statusCode(200);
    submit(report, 2).statusCode(200);

    as(Role.SYSTEM_OWNER).get("/v1/incidents/" + serious.incident() + "/clocks/" + shorter)
        .then()
        .body("state", equalTo("MET"));
  }

  @Test
  void a_deployer_tells_the_provider_first_and_the_authority_next() {
    var serious = Situation.of(Serious.provider().all("capacities", "DEPLOYER").all("harms", "DEATH"));
    var notice = serious.begun("NOTICE");
    approve(notice, 1, 1).statusCode(200);

    submit(notice, 2).statusCode(200);

    as(Role.SYSTEM_OWNER).get("/v1/incidents/" + serious.incident() + "/clocks?state=RUNNING")
        .then()
        .body("items.ruleId", contains("AIA-26-5-AUTHORITY"));
    Serious.provider()
        .all("capacities", "DEPLOYER")
        .all("harms", "DEATH")
        .all("jurisdictions", "DE", "FR")
        .decide(serious.incident(), 1)
        .statusCode(201)
        .body("clocks.ruleId", contains("AIA-26-5-AUTHORITY", "AIA-26-5-AUTHORITY"))
        .body("clocks.jurisdiction", containsInAnyOrder("DE", "FR"));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "{\"clockId\":\"%s\",\"kind\":\"EARLY_WARNING\"} | 422", "{\"clockId\":\"%s\",\"kind\":\"POEM\"} | 400",
      "{\"clockId\":\"%s\",\"kind\":\"INITIAL\",\"texts\":{\"poem\":\"x\"}} | 422",
      "{\"clockId\":\"%s\",\"kind\":\"INITIAL\",\"texts\":{\"description\":\" \"}} | 422",
      "{\"clockId\":\"%s\",\"kind\":\"INITIAL\",\"texts\":{\"description\":null}} | 422",
      "{\"clockId\":\"00000000-0000-4000-8000-000000000000\",\"kind\":\"INITIAL\"} | 422",
      "{\"kind\":\"INITIAL\"} | 422",
      "{\"clockId\":\"%s\",\"kind\":\"INITIAL\",\"state\":\"SUBMITTED\"} | 400"})
  void a_bad_body_is_a_clear_problem(String body, int status) {
    var serious = death();

    as(Role.INCIDENT_RESPONDER).body(body.formatted(serious.clock()))
        .post(serious.reports())
        .then()
        .statusCode(status)
        .contentType("application/problem+json");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"{\"texts\":{\"poem\":\"x\"}} | 422", "{\"texts\":{\"description\":\"\"}} | 422",
      "{\"texts\":[]} | 400", "{\"state\":\"SUBMITTED\"} | 400", "[] | 400", "{\"texts\":null} | 422"})
  void a_bad_patch_is_a_clear_problem(String patch, int status) {
    revise(death().begun("INITIAL"), 1, patch).statusCode(status).contentType("application/problem+json");
  }

  @Test
  void handing_in_lies_between_the_approval_and_now() {
    var report = death().begun("INITIAL");
    approve(report, 1, 1).statusCode(200);

    for (var at : new String[]{"2999-01-01T00:00:00Z", "2026-01-01T00:00:00Z"}) {
      as(Role.INCIDENT_RESPONDER).header("If-Match", "\"2\"")
          .body("{\"submittedAt\":\"%s\",\"channel\":\"EMAIL\",\"receipt\":\"r\",\"reason\":\"x\"}".formatted(at))
          .post(report + "/submission")
          .then()
          .statusCode(422);
    }
    as(Role.INCIDENT_RESPONDER).body("{}").post(report + "/submission").then().statusCode(422);
    submit(report, 1).statusCode(412);
  }

  @Test
  void reports_are_for_the_roles_that_write_and_read_them() {
    var serious = death();
    var report = serious.begun("INITIAL");

    given().get(report).then().statusCode(401);
    as(Role.EMPLOYEE).get(report).then().statusCode(403);
    as(Role.SYSTEM_OWNER).body(serious.body("INITIAL")).post(serious.reports()).then().statusCode(403);
    as(Role.INCIDENT_RESPONDER).header("If-Match", "\"1\"")
        .body("{\"revision\":1,\"reason\":\"x\"}")
        .post(report + "/approval")
        .then()
        .statusCode(403);
    given().auth()
        .oauth2(TestRealm.machine(TestRealm.ACME, "robot", Role.INCIDENT_RESPONDER, Role.GOVERNANCE_OFFICER))
        .contentType("application/json")
        .body(serious.body("INITIAL"))
        .post(serious.reports())
        .then()
        .statusCode(403);
  }

  @Test
  void another_organisations_report_looks_like_none() {
    var serious = death();
    var report = serious.begun("INITIAL");
    var random = serious.reports() + "/" + UUID.randomUUID();

    for (var suffix : new String[]{"", "/revisions", "/revisions/1", "/history"}) {
      var foreign = globex(Role.INCIDENT_RESPONDER).get(report + suffix).then().statusCode(404);
      var none = globex(Role.INCIDENT_RESPONDER).get(random + suffix).then().statusCode(404);
      assertThat(foreign.extract().asString()).isEqualTo(none.extract().asString());
    }
    for (var place : new String[]{report, random}) {
      globex(Role.GOVERNANCE_OFFICER).header("If-Match", "\"1\"")
          .body(Handling.REASON)
          .post(place + "/withdrawal")
          .then()
          .statusCode(404);
    }
    globex(Role.INCIDENT_RESPONDER).body(serious.body("INITIAL")).post(serious.reports()).then().statusCode(404);
    globex(Role.INCIDENT_RESPONDER).get(serious.reports()).then().statusCode(404);
  }
}
