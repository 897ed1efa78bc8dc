package io.aims.incident.incident;

import static io.aims.incident.Acme.as;
import static io.aims.incident.Acme.globex;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.aims.incident.Acme;
import io.aims.platform.identity.Role;
import io.aims.platform.test.EventContract;
import io.aims.platform.test.RealEngines;
import io.aims.platform.test.TestEvents;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;

@QuarkusTest
@QuarkusTestResource(value = RealEngines.class, initArgs = @ResourceArg(name = "context", value = "incident"))
class JudgementResourceTest {
  private static final String FACTS = """
      {"harmTypes":["RIGHTS","ECONOMIC"],"harm":"SLIGHT","occurrence":"OCCURRED","personsAffected":42,\
      "vulnerableAffected":0,"causality":"LIKELY","reason":"counted"}""";
  private static final String ROLLBACK = "{\"containment\":\"ROLLBACK\",\"reason\":\"back to last month\"}";

  @Test
  void the_severity_follows_from_the_facts_by_a_named_rule_until_a_person_overrides_it() {
    var id = Handling.incident();

    assess(id, FACTS).statusCode(200)
        .body("severity", equalTo("MAJOR"))
        .body("assessment.rule", equalTo("rights-infringed"))
        .body("assessment.matrixVersion", equalTo(1))
        .body("assessment.term", equalTo("INCIDENT"))
        .body("assessment.overridden", equalTo(false))
        .body("assessment.facts.personsAffected", equalTo(42));
    assess(id, FACTS.replace("\"reason\"", "\"override\":\"CRITICAL\",\"reason\"")).statusCode(200)
        .body("severity", equalTo("CRITICAL"))
        .body("assessment.decided", equalTo("MAJOR"))
        .body("assessment.overridden", equalTo(true));
    as(Role.EXTERNAL_AUDITOR).get("/v1/incidents/" + id + "/history")
        .then()
        .body("items[2].data.rule", equalTo("rights-infringed"))
        .body("items[2].texts.reason", equalTo("counted"));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"\"personsAffected\":42 | \"personsAffected\":-1 | 422",
      "\"vulnerableAffected\":0 | \"vulnerableAffected\":43 | 422", "\"harm\":\"SLIGHT\" | \"harm\":\"AWFUL\" | 400",
      "\"reason\":\"counted\" | \"reason\":\" \" | 422", "\"causality\":\"LIKELY\", | '' | 422",
      "\"reason\" | \"killSwitchUsed\":true,\"reason\" | 400"})
  void facts_that_can_not_be_are_refused(String part, String other, int status) {
    assess(Handling.incident(), FACTS.replace(part, other)).statusCode(status);
  }

  @Test
  void what_was_done_for_a_part_counts_for_what_has_taken_it_in() {
    var part = Handling.to("CONTAINED", Handling.incident());
    var target = Handling.incident();
    Handling.command(part, "merge", "{\"targetId\":\"%s\",\"reason\":\"one thing\"}".formatted(target))
        .statusCode(200);

    assess(target, FACTS).statusCode(200);

    as(Role.INTERNAL_AUDITOR).get("/v1/incidents/" + target + "/history")
        .then()
        .body("items.data.killSwitchUsed", hasItem(true));
  }

  @Test
  void under_an_evidence_hold_nothing_destroys_evidence_until_an_officer_releases_it() {
    var id = Handling.to("OPEN", Handling.incident());
    Handling.command(id, "evidence-hold", Handling.REASON)
        .statusCode(200)
        .body("evidenceHold", equalTo(true))
        .body("allowed", not(hasItem("dismissal")));

    Handling.command(id, "dismissal", Handling.REASON).statusCode(409);
    Handling.command(id, "merge", "{\"targetId\":\"%s\",\"reason\":\"x\"}".formatted(Handling.incident()))
        .statusCode(409);
    Handling.command(id, "containment", ROLLBACK).statusCode(409).body("detail", containsString("evidence"));
    Handling.command(id, "containment", ROLLBACK.replace("\"reason\"", "\"evidencePreserved\":true,\"reason\""))
        .statusCode(200);
    Handling.command(id, "resolution", Handling.REASON).statusCode(200);
    Handling.command(id, "review", review("\"lessons\":\"watch\",")).statusCode(200);
    Handling.command(id, "closing", Handling.REASON).statusCode(409);
    Handling.command(id, "evidence-release", Handling.REASON).statusCode(403);
    Handling.command(Role.GOVERNANCE_OFFICER, id, "evidence-release", Handling.REASON).statusCode(200);
    Handling.command(id, "closing", Handling.REASON).statusCode(200);
  }

  @Test
  void further_containments_are_kept_and_none_of_them_alters_what_is_evidence() {
    var id = Handling.to("OPEN", Handling.incident());
    Handling.command(id, "evidence-hold", Handling.REASON).statusCode(200);
    Handling.command(id, "containment", contain("KILL_SWITCH", ""))
        .statusCode(200)
        .body("state", equalTo("CONTAINED"))
        .body("killSwitchUsed", equalTo(true))
        .body("rollbackUsed", equalTo(false));

    Handling.command(id, "containment", ROLLBACK)
        .statusCode(409)
        .body("detail", containsString("evidence"))
        .body("allowed", hasItem("containment"));
    Handling.command(id, "containment", contain("OTHER", "\"altersSystem\":true,")).statusCode(409);
    Handling.command(id, "containment", contain("OTHER", ""))
        .statusCode(422)
        .body("violations.field", contains("altersSystem"));
    Handling.command(id, "containment", contain("OTHER", "\"altersSystem\":false,")).statusCode(200);
    Handling.command(id, "containment", ROLLBACK.replace("\"reason\"", "\"evidencePreserved\":true,\"reason\""))
        .statusCode(200)
        .body("state", equalTo("CONTAINED"))
        .body("containments.containment", contains("KILL_SWITCH", "OTHER", "ROLLBACK"))
        .body("containments.altersSystem", contains(false, false, true))
        .body("containments.evidencePreserved", contains(null, null, true))
        .body("containments.author", everyItem(equalTo(Acme.RESPONDER)))
        .body("containments.reason", contains("off", "off", "back to last month"))
        .body("killSwitchUsed", equalTo(true))
        .body("rollbackUsed", equalTo(true));
    assess(id, FACTS).statusCode(200);

    as(Role.EXTERNAL_AUDITOR).get("/v1/incidents/" + id + "/history")
        .then()
        .body("items[-1].data.killSwitchUsed", equalTo(true))
        .body("items[-1].data.rollbackUsed", equalTo(true))
        .body("items[-2].data.containment", equalTo("ROLLBACK"));
  }

  @Test
  void the_harm_was_stopped_when_it_was_first_contained() {
    var id = Handling.to("OPEN", Handling.incident());
    Acme.tamper("update timeline_entry set occurred_at = occurred_at - interval '1 hour' where incident_id = '%s'", id);
    var first = contained(id, 600);
    var earlier = contained(id, 1200);
    Handling.command(id, "resolution", Handling.REASON).statusCode(200);
    contained(id, 60);

    Handling.read(id)
        .body("state", equalTo("RESOLVED"))
        .body("times.contained", equalTo(earlier))
        .body("containments.occurredAt[0]", equalTo(first));
    as(Role.EXTERNAL_AUDITOR).get("/v1/incidents/" + id + "/timeline")
        .then()
        .body("items.findAll { it.kind == 'CONTAINED' }.occurredAt", hasSize(3));
  }

  private static String contained(String id, int secondsAgo) {
    var at = Instant.now().minusSeconds(secondsAgo).truncatedTo(ChronoUnit.MILLIS).toString();
    Handling.command(id, "containment", contain("HUMAN_TAKEOVER", "\"occurredAt\":\"%s\",".formatted(at)))
        .statusCode(200);
    return at;
  }

  @Test
  void what_ended_by_itself_is_closed_without_anybody_having_done_anything() {
    var id = Handling.to("OPEN", Handling.incident());

    Handling.command(id, "containment", contain("ENDED_BY_ITSELF", ""))
        .statusCode(200)
        .body("state", equalTo("CONTAINED"))
        .body("containments.altersSystem", contains(false));
    Handling.command(id, "containment", contain("ENDED_BY_ITSELF", ""))
        .statusCode(422)
        .body("violations.field", contains("containment"));
    Handling.command(id, "resolution", Handling.REASON).statusCode(200);
    Handling.command(id, "review", review("\"lessons\":\"watch\",")).statusCode(200);
    Handling.command(id, "closing", Handling.REASON).statusCode(200).body("killSwitchUsed", equalTo(false));
  }

  @Test
  void an_incident_shows_all_its_containments() {
    var id = Handling.to("CONTAINED", Handling.incident());
    Acme.tamper("insert into containment select tenant, gen_random_uuid(), incident_id, containment, alters_system,"
        + " evidence_preserved, occurred_at, recorded_at, author, reason from containment, generate_series(1, 98)"
        + " where incident_id = '%s'", id);
    Handling.command(id, "containment", ROLLBACK).statusCode(200).body("containments", hasSize(100));

    Handling.command(id, "containment", ROLLBACK).statusCode(422).body("violations.field", contains("containment"));
  }

  @Test
  void what_a_review_decides_is_proposed_to_those_who_carry_it_out() {
    var id = Handling.to("RESOLVED", Handling.incident());

    var reviewed = Handling.command(id, "review", """
        {"correctiveActionRequired":true,"causes":[{"type":"DATA","text":"a region is missing"}],
        "whatWorked":"the rollback","lessons":"check data","decisions":[
        {"kind":"CORRECTIVE_ACTION","text":"a gate for data","dueOn":"2026-12-24"},
        {"kind":"RISK","text":"unseen regions"},{"kind":"CONTROL","text":"A.7.4 is weak"}],"reason":"met"}""");

    reviewed.statusCode(200)
        .body("review.causes[0].type", equalTo("DATA"))
        .body("proposals.kind", contains("CORRECTIVE_ACTION", "RISK", "CONTROL"))
        .body("proposals[0].dueOn", equalTo("2026-12-24"));
    String caseId = reviewed.extract().path("caseId");
    await().atMost(30, SECONDS)
        .untilAsserted(() -> assertThat(TestEvents.emitted("incident"))
            .filteredOn(e -> e.path("correlationid").asText().equals(caseId)
                && e.path("type").asText().contains("-proposed"))
            .hasSize(3)
            .allSatisfy(e -> assertThat(EventContract.violations(e)).isEmpty())
            .allSatisfy(e -> assertThat(e.path("data").path("incidentId").asText()).isEqualTo(id))
            .allSatisfy(e -> assertThat(e.toString()).doesNotContain("unseen regions", "a gate for data")));
  }

  @Test
  void a_rewriting_proposes_only_what_it_adds_and_takes_nothing_back() {
    var id = Handling.to("RESOLVED", Handling.incident());
    var gate = "{\"kind\":\"RISK\",\"text\":\"unseen regions\",\"dueOn\":\"2026-12-24\"}";
    var control = "{\"kind\":\"CONTROL\",\"text\":\"A.7.4 is weak\"}";
    Handling.command(id, "review", review("\"decisions\":[" + gate + "],")).statusCode(200);

    Handling.command(id, "review", review("\"lessons\":\"check\",\"decisions\":[" + control + "," + gate + "],"))
        .statusCode(200)
        .body("proposals.kind", contains("RISK", "CONTROL"));
    Handling.command(id, "review", review("\"decisions\":[" + control + "],"))
        .statusCode(422)
        .body("violations.field", contains("decisions"));

    Handling.command(id, "closing", Handling.REASON).statusCode(200);
    Handling.command(id, "reopening", Handling.REASON).statusCode(200);
    Handling.command(id, "containment", "{\"containment\":\"KILL_SWITCH\",\"reason\":\"off\"}").statusCode(200);
    Handling.command(id, "resolution", Handling.REASON).statusCode(200);
    Handling.command(id, "review", review("\"decisions\":[" + control + "],"))
        .statusCode(200)
        .body("proposals.kind", contains("RISK", "CONTROL", "CONTROL"));
  }

  @Test
  void it_closes_once_there_is_a_lesson_or_the_reason_for_none() {
    var id = Handling.to("RESOLVED", Handling.incident());
    Handling.command(id, "review", review("")).statusCode(200);

    Handling.command(id, "closing", Handling.REASON).statusCode(409).body("detail", containsString("lesson"));
    Handling.command(id, "review", review("\"nothingToLearn\":\"known and accepted\",")).statusCode(200);
    Handling.command(id, "closing", Handling.REASON).statusCode(200);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"\"lessons\":\"a\",\"nothingToLearn\":\"b\", | 422", "\"lessons\":\" \", | 422",
      "\"decisions\":[{\"kind\":\"CORRECTIVE_ACTION\",\"text\":\"x\"}], | 422",
      "\"decisions\":[{\"kind\":\"WISH\",\"text\":\"x\"}], | 400", "\"causes\":[{\"type\":\"DATA\"}], | 422"})
  void a_review_that_contradicts_itself_is_refused(String part, int status) {
    var id = Handling.to("RESOLVED", Handling.incident());

    Handling.command(id, "review", review(part)).statusCode(status);
    Handling.read(id).body("state", equalTo("RESOLVED"));
  }

  @Test
  void a_role_is_assigned_and_handed_over() {
    var id = Handling.to("OPEN", Handling.incident());
    var person = Handling.random();
    var body = "{\"role\":\"COMMANDER\",\"personId\":\"%s\",\"reason\":\"end of shift\"}".formatted(person);

    Handling.command(id, "roles", body).statusCode(200).body("commanderId", equalTo(person));
    Handling.command(id, "roles", body).statusCode(422);
    Handling.command(id, "roles", body.replace("COMMANDER", "SCRIBE"))
        .statusCode(200)
        .body("scribeId", equalTo(person));
  }

  @Test
  void judging_belongs_to_the_organisations_people() {
    var id = Handling.incident();
    var path = "/v1/incidents/" + id + "/";

    for (var command : new String[]{"assessment", "review", "roles", "evidence-hold"}) {
      as(Role.INTERNAL_AUDITOR).header("If-Match", "\"1\"").body(FACTS).post(path + command).then().statusCode(403);
    }
    globex(Role.INCIDENT_RESPONDER).header("If-Match", "\"1\"")
        .body(FACTS)
        .post(path + "assessment")
        .then()
        .statusCode(404);
    as(Role.INCIDENT_RESPONDER).body(FACTS).post(path + "assessment").then().statusCode(428);
  }

  private static ValidatableResponse assess(String id, String facts) {
    return Handling.command(id, "assessment", facts);
  }

  private static String contain(String how, String more) {
    return "{\"containment\":\"%s\",%s\"reason\":\"off\"}".formatted(how, more);
  }

  private static String review(String part) {
    return "{\"correctiveActionRequired\":false,\"contributingCauses\":\"shifted sample\"," + part
        + "\"reason\":\"met\"}";
  }
}
