package io.aims.incident.monitoring;

import static io.aims.incident.Acme.as;
import static io.aims.incident.Acme.globex;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.aims.incident.Acme;
import io.aims.incident.Alert;
import io.aims.incident.Globex;
import io.aims.incident.incident.Handling;
import io.aims.platform.identity.Role;
import io.aims.platform.test.RealEngines;
import io.aims.platform.test.TenancyContract;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;

@QuarkusTest
@QuarkusTestResource(value = RealEngines.class, initArgs = @ResourceArg(name = "context", value = "incident"))
class MonitoringResourceTest {
  private static final LocalDate TODAY = LocalDate.now(ZoneOffset.UTC);
  @Inject
  MonitoringWorker worker;

  private static Map<String, Object> content() {
    return Map.of("questions", List.of(Map.of("id", "complaints", "text", "What did users complain about?")),
        "metrics",
        List.of(
            Map.of("id", "parity", "name", "Parity gap", "source", "monitor", "bound", "AT_MOST", "threshold", 0.1)),
        "cadence", Map.of("every", 1, "unit", "WEEKS", "answerWithinDays", 5), "responsibleId", UUID.randomUUID(),
        "firstOn", TODAY.toString());
  }

  private static ValidatableResponse draft(UUID system) {
    return as(Role.SYSTEM_OWNER).body(Map.of("systemId", system, "content", content()))
        .post("/v1/monitoring-plans")
        .then();
  }

  private static String inForce() {
    String id = draft(Acme.system()).statusCode(201).extract().path("id");
    approve(Role.GOVERNANCE_OFFICER, id, 1).statusCode(200);
    return id;
  }

  private static ValidatableResponse approve(String role, String id, int revision) {
    return as(role).header("If-Match", version(id))
        .body(Map.of("revision", revision, "reason", "It asks the right things"))
        .post("/v1/monitoring-plans/" + id + "/approval")
        .then();
  }

  private static String version(String plan) {
    return as(Role.SYSTEM_OWNER).get("/v1/monitoring-plans/" + plan).header("ETag");
  }

  private static String rounds(String plan) {
    return "/v1/monitoring-plans/" + plan + "/rounds";
  }

  private static String round(String plan) {
    return as(Role.RISK_OWNER).get(rounds(plan)).then().extract().path("items[0].id");
  }

  private static ValidatableResponse complete(String plan, double parity, String conclusion) {
    return complete(plan, found(parity, conclusion));
  }

  private static ValidatableResponse complete(String plan, Map<String, Object> found) {
    return as(Role.SYSTEM_OWNER).header("If-Match", "\"1\"")
        .body(found)
        .post(rounds(plan) + "/" + round(plan) + "/findings")
        .then();
  }

  private static Map<String, Object> found(double parity, String conclusion) {
    var found = new HashMap<String, Object>(Map.of("answers", Map.of("complaints", "None"), "values",
        Map.of("parity", parity), "conclusion", conclusion, "summary", "Looked at it"));
    if (conclusion.equals("ACTION_NEEDED")) {
      found.put("withoutIncident", "It is switched off already");
    }
    return found;
  }

  private static long said(String aggregate, String type) {
    return Acme.count("select count(*) from event where aggregate_id = '%s' and type = 'aims.incident.%s.v1'",
        aggregate, type);
  }

  @Test
  void a_plan_is_written_approved_by_somebody_else_and_asks_in_its_rhythm() {
    String id = draft(Acme.system()).statusCode(201).body("state", equalTo("DRAFT")).extract().path("id");
    as(Role.GOVERNANCE_OFFICER).header("If-Match", "\"1\"")
        .contentType("application/merge-patch+json")
        .body(Map.of("cadence", Map.of("every", 2), "reason", "Less is enough"))
        .patch("/v1/monitoring-plans/" + id)
        .then()
        .statusCode(200)
        .body("draft.revision", equalTo(2));

    approve(Role.GOVERNANCE_OFFICER, id, 2).statusCode(403).body("type", equalTo("urn:aims:problem:four-eyes"));
    approve(Role.SYSTEM_OWNER, id, 2).statusCode(403);

    var plan = inForce();
    worker.work(Instant.now());
    worker.work(Instant.now());
    as(Role.EXTERNAL_AUDITOR).get(rounds(plan)).then().body("items", hasSize(1)).body("items[0].number", equalTo(1));
    worker.work(Instant.now().plus(7, ChronoUnit.DAYS));
    as(Role.EXTERNAL_AUDITOR).get(rounds(plan)).then().body("items.number", contains(2, 1));
    as(Role.INTERNAL_AUDITOR).get("/v1/monitoring-plans/" + plan + "/history").then().body("items", hasSize(4));
  }

  @Test
  void a_round_that_is_due_is_opened_before_something_else_is_approved() {
    var plan = inForce();
    as(Role.SYSTEM_OWNER).header("If-Match", version(plan))
        .contentType("application/merge-patch+json")
        .body(Map.of("cadence", Map.of("every", 2), "reason", "Less is enough"))
        .patch("/v1/monitoring-plans/" + plan)
        .then()
        .statusCode(200);

    approve(Role.GOVERNANCE_OFFICER, plan, 2).statusCode(200)
        .body("nextRoundOn", equalTo(TODAY.plusDays(14).toString()));
    worker.work(Instant.now());

    as(Role.EXTERNAL_AUDITOR).get(rounds(plan)).then().body("items", hasSize(1));
    assertThat(Acme.count("select revision from monitoring_round where plan_id = '%s'", plan)).isEqualTo(1);
  }

  @Test
  void a_plan_or_round_at_fault_waits_and_holds_up_no_other() {
    var bad = inForce();
    var good = inForce();
    Acme.tamper("update monitoring_plan set state = 'BROKEN' where id = '%s'", bad);
    worker.work(Instant.now());
    as(Role.EXTERNAL_AUDITOR).get(rounds(good)).then().body("items", hasSize(1));
    assertThat(Acme.count("select failures from monitoring_plan where id = '%s'", bad)).isPositive();
    Acme.tamper("update monitoring_plan set state = 'IN_FORCE' where id = '%s'", bad);
    worker.work(Instant.now().plusSeconds(120));
    assertThat(Acme.count("select failures from monitoring_plan where id = '%s'", bad)).isZero();

    Acme.tamper("update monitoring_round set state = 'BROKEN' where plan_id = '%s'", bad);
    worker.work(Instant.now().plus(6, ChronoUnit.DAYS));
    assertThat(said(round(good), "monitoring-round.overdue")).isOne();
    assertThat(Acme.count("select failures from monitoring_round where plan_id = '%s'", bad)).isPositive();
    Acme.tamper("update monitoring_round set state = 'OPEN' where plan_id = '%s'", bad);
  }

  @Test
  void several_workers_open_one_round_and_say_once_that_it_is_late() throws Exception {
    var plan = inForce();
    var late = Instant.now().plus(6, ChronoUnit.DAYS);
    try (var replicas = Executors.newFixedThreadPool(4)) {
      for (var at : List.of(Instant.now(), late)) {
        for (Future<?> look : Stream.generate(() -> replicas.submit(() -> worker.work(at))).limit(6).toList()) {
          look.get();
        }
      }
    }

    as(Role.RISK_OWNER).get(rounds(plan)).then().body("items", hasSize(1));
    assertThat(said(round(plan), "monitoring-round.overdue")).isEqualTo(1);
    assertThat(said(plan, "monitoring-plan.round-due")).isEqualTo(1);
  }

  @Test
  void what_is_found_is_recorded_once_and_can_lead_to_an_incident() {
    var plan = inForce();
    worker.work(Instant.now());
    var source = Acme.source();
    Acme.deliver(source, Alert.bias().posted()).statusCode(202);
    Acme.settled(source);
    var incident = Acme.incidentOf(source);

    var foreign = Globex.incident();
    complete(plan, 0.2, "AS_EXPECTED").statusCode(422);
    for (var other : List.of(foreign, UUID.randomUUID().toString())) {
      var findings = found(0.2, "ACTION_NEEDED");
      findings.remove("withoutIncident");
      findings.put("incidentId", other);
      as(Role.SYSTEM_OWNER).header("If-Match", "\"1\"")
          .body(findings)
          .post(rounds(plan) + "/" + round(plan) + "/findings")
          .then()
          .statusCode(422)
          .body("type", equalTo("urn:aims:problem:unknown-reference"));
    }
    complete(plan, 0.2, "ACTION_NEEDED").statusCode(200).body("findings.breached", contains("parity"));
    complete(plan, 0.1, "AS_EXPECTED").statusCode(412);
    assertThat(unknown(link(plan, foreign))).isEqualTo(unknown(link(plan, UUID.randomUUID().toString())));
    assertThat(Acme.count("select version from incident where id = '%s'", foreign)).isOne();
    link(plan, incident).statusCode(200).body("incidentId", equalTo(incident));

    String caseId = as(Role.INCIDENT_RESPONDER).get("/v1/incidents/" + incident).then().extract().path("caseId");
    as(Role.INTERNAL_AUDITOR).get(rounds(plan) + "/" + round(plan) + "/history")
        .then()
        .body("items[2].correlationId", equalTo(caseId));
  }

  @Test
  void a_round_opens_the_incident_of_what_it_finds_and_the_two_name_each_other() {
    var plan = inForce();
    worker.work(Instant.now());
    var round = round(plan);
    var system = as(Role.SYSTEM_OWNER).get("/v1/monitoring-plans/" + plan).<String>path("systemId");

    complete(plan, without(found(0.2, "ACTION_NEEDED"), "withoutIncident")).statusCode(422)
        .body("violations[0].field", equalTo("incidentId"));
    openIncident(plan, 7, Map.of()).statusCode(412);
    openIncident(plan, 1, Map.of("startedAt", "2999-01-01T00:00:00Z")).statusCode(422);
    String incident = openIncident(plan, 1, Map.of()).statusCode(200)
        .body("version", equalTo(2))
        .body("state", equalTo("OPEN"))
        .extract()
        .path("incidentId");

    String caseId = as(Role.INCIDENT_RESPONDER).get("/v1/incidents/" + incident)
        .then()
        .body("state", equalTo("TRIAGE"))
        .body("systemId", equalTo(system))
        .body("reportedBy", equalTo("MONITORING_ROUND"))
        .body("monitoringRoundId", equalTo(round))
        .body("title", equalTo("Complaints pile up"))
        .extract()
        .path("caseId");
    openIncident(plan, 2, Map.of("kind", "SAFETY")).statusCode(409).body("type", equalTo("urn:aims:problem:taken"));
    assertThat(Acme.count("select count(*) from incident where system_id = '%s'", system)).isOne();
    as(Role.SYSTEM_OWNER).header("If-Match", "\"2\"")
        .body(without(found(0.2, "ACTION_NEEDED"), "withoutIncident"))
        .post(rounds(plan) + "/" + round + "/findings")
        .then()
        .statusCode(200)
        .body("incidentId", equalTo(incident));
    as(Role.INTERNAL_AUDITOR).get(rounds(plan) + "/" + round + "/history")
        .then()
        .body("items[1].correlationId", equalTo(caseId))
        .body("items[2].data.incidentId", equalTo(incident));
  }

  @Test
  void where_one_is_open_a_round_opens_no_second_and_names_that_one() {
    var plan = inForce();
    worker.work(Instant.now());
    var system = UUID.fromString(as(Role.SYSTEM_OWNER).get("/v1/monitoring-plans/" + plan).path("systemId"));
    var open = Handling.reported(system);

    openIncident(plan, 1, Map.of("kind", "FAIRNESS")).statusCode(409).body("detail", containsString(open));
    as(Role.SYSTEM_OWNER).header("If-Match", "\"1\"")
        .body(Map.of("incidentId", open, "reason", "It is this one"))
        .post(rounds(plan) + "/" + round(plan) + "/incident")
        .then()
        .statusCode(200)
        .body("state", equalTo("OPEN"))
        .body("incidentId", equalTo(open));
    as(Role.INCIDENT_RESPONDER).get("/v1/incidents/" + open).then().body("monitoringRoundId", nullValue());
  }

  private static ValidatableResponse openIncident(String plan, int version, Map<String, Object> more) {
    return as(Role.SYSTEM_OWNER).header("If-Match", "\"" + version + "\"")
        .body(opening(more))
        .post(rounds(plan) + "/" + round(plan) + "/incident-opening")
        .then();
  }

  private static Map<String, Object> opening(Map<String, Object> more) {
    var opening = new HashMap<String, Object>(Map.of("kind", "PERFORMANCE", "severity", "MINOR", "startedAt",
        Instant.now().minusSeconds(60).toString(), "title", "Complaints pile up", "reason", "Seen in the round"));
    opening.putAll(more);
    return opening;
  }

  private static Map<String, Object> without(Map<String, Object> found, String field) {
    found.remove(field);
    return found;
  }

  private static String unknown(ValidatableResponse answer) {
    return answer.statusCode(422).body("type", equalTo("urn:aims:problem:unknown-reference")).extract().asString();
  }

  private static ValidatableResponse link(String plan, String incident) {
    return as(Role.SYSTEM_OWNER).header("If-Match", "\"2\"")
        .body(Map.of("incidentId", incident, "reason", "This came of it"))
        .post(rounds(plan) + "/" + round(plan) + "/incident")
        .then();
  }

  @Test
  void what_makes_no_sense_is_refused() {
    draft(UUID.randomUUID()).statusCode(422);
    var system = Acme.system();
    as(Role.SYSTEM_OWNER).body(Map.of("systemId", system, "content", Map.of("questions", List.of())))
        .post("/v1/monitoring-plans")
        .then()
        .statusCode(422);
    as(Role.EMPLOYEE).get("/v1/monitoring-plans").then().statusCode(403);
    as(Role.SYSTEM_OWNER).body(Map.of("reason", "Over"))
        .post("/v1/monitoring-plans/" + UUID.randomUUID() + "/retirement")
        .then()
        .statusCode(403);
  }

  @Test
  void another_organisation_sees_nothing() {
    var plan = inForce();
    worker.work(Instant.now());
    var round = round(plan);

    globex(Role.GOVERNANCE_OFFICER).get("/v1/monitoring-plans/" + plan).then().statusCode(404);
    globex(Role.GOVERNANCE_OFFICER).get(rounds(plan)).then().statusCode(404);
    globex(Role.GOVERNANCE_OFFICER).get(rounds(plan) + "/" + round).then().statusCode(404);
    globex(Role.GOVERNANCE_OFFICER).get("/v1/monitoring-plans").then().body("items.id", not(hasItem(plan)));
    draft(Acme.system()).statusCode(201);
  }

  /** What can be written of a plan, in an order in which its organisation can do all of it. */
  private record Write(String role, String method, String path, String version, Map<String, Object> body) {
    ValidatableResponse by(RequestSpecification who) {
      return who.header("If-Match", "\"" + Acme.count(version) + "\"")
          .contentType(method.equals("PATCH") ? "application/merge-patch+json" : "application/json")
          .body(body)
          .request(method, path)
          .then();
    }
  }

  /** The same person, with the same role, may do in one organisation what in the other there is nothing to do with. */
  @Test
  void another_organisation_writes_nothing() {
    var plan = inForce();
    worker.work(Instant.now());
    var first = round(plan);
    worker.work(Instant.now().plus(7, ChronoUnit.DAYS));
    var second = round(plan);
    complete(plan, 0.2, "ACTION_NEEDED").statusCode(200);
    worker.work(Instant.now().plus(14, ChronoUnit.DAYS));
    var third = round(plan);
    Map<String, Object> less = Map.of("cadence", Map.of("every", 2), "reason", "Less is enough");
    as(Role.SYSTEM_OWNER).header("If-Match", version(plan))
        .contentType("application/merge-patch+json")
        .body(less)
        .patch("/v1/monitoring-plans/" + plan)
        .then()
        .statusCode(200);
    var incident = Handling.incident();
    var planVersion = "select version from monitoring_plan where id = '" + plan + "'";
    var roundVersion = "select version from monitoring_round where id = '%s'";
    var path = "/v1/monitoring-plans/" + plan;
    var writes = List.of(
        new Write(Role.GOVERNANCE_OFFICER, "POST", path + "/approval", planVersion,
            Map.of("revision", 2, "reason", "Less is enough")),
        new Write(Role.SYSTEM_OWNER, "PATCH", path, planVersion,
            Map.of("cadence", Map.of("every", 3), "reason", "Even less is")),
        new Write(Role.SYSTEM_OWNER, "POST", rounds(plan) + "/" + first + "/findings", roundVersion.formatted(first),
            found(0.1, "AS_EXPECTED")),
        new Write(Role.SYSTEM_OWNER, "POST", rounds(plan) + "/" + second + "/incident", roundVersion.formatted(second),
            Map.of("incidentId", incident, "reason", "This came of it")),
        new Write(Role.SYSTEM_OWNER, "POST", rounds(plan) + "/" + third + "/incident-opening",
            roundVersion.formatted(third), opening(Map.of())),
        new Write(Role.GOVERNANCE_OFFICER, "POST", path + "/retirement", planVersion, Map.of("reason", "Over")));

    for (var write : writes) {
      var before = Acme.count(write.version());
      write.by(Globex.as(write.role())).statusCode(404);
      assertThat(Acme.count(write.version())).as(write.path()).isEqualTo(before);
    }
    Globex.as(Role.SYSTEM_OWNER)
        .body(Map.of("systemId", as(Role.SYSTEM_OWNER).get(path).<String>path("systemId"), "content", content()))
        .post("/v1/monitoring-plans")
        .then()
        .statusCode(422)
        .body("type", equalTo("urn:aims:problem:unknown-reference"));
    for (var write : writes) {
      write.by(as(write.role())).statusCode(200);
    }
  }

  @Test
  void a_retired_plan_asks_no_more_and_stays_as_it_is() {
    var retired = inForce();
    var goesOn = inForce();
    worker.work(Instant.now());

    retire(retired).statusCode(200)
        .body("state", equalTo("RETIRED"))
        .body("allowed", empty())
        .body("nextRoundOn", nullValue());
    worker.work(Instant.now().plus(7, ChronoUnit.DAYS));
    worker.work(Instant.now().plus(14, ChronoUnit.DAYS));

    as(Role.EXTERNAL_AUDITOR).get(rounds(goesOn)).then().body("items.number", contains(3, 2, 1));
    as(Role.EXTERNAL_AUDITOR).get(rounds(retired)).then().body("items.number", contains(1));
    retire(retired).statusCode(409)
        .body("type", equalTo("urn:aims:problem:not-allowed-now"))
        .body("state", equalTo("RETIRED"));
    approve(Role.GOVERNANCE_OFFICER, retired, 1).statusCode(409);
    assertThat(said(retired, "monitoring-plan.retired")).isOne();
  }

  private static ValidatableResponse retire(String plan) {
    return as(Role.GOVERNANCE_OFFICER).header("If-Match", version(plan))
        .body(Map.of("reason", "The system is switched off"))
        .post("/v1/monitoring-plans/" + plan + "/retirement")
        .then();
  }

  @ParameterizedTest
  @ValueSource(strings = {"monitoring_plan", "monitoring_round"})
  void without_an_organisation_there_are_no_rows(String table) {
    inForce();
    worker.work(Instant.now());

    assertThat(TenancyContract.rowsWithoutTenant(table)).isZero();
  }
}
