package io.aims.incident.link;

import static io.aims.incident.Acme.as;
import static io.aims.incident.Acme.count;
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
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.aims.incident.Acme;
import io.aims.incident.incident.Handling;
import io.aims.platform.identity.Role;
import io.aims.platform.test.RealEngines;
import io.aims.platform.test.TestEvents;
import io.aims.platform.test.TestRealm;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;

@QuarkusTest
@QuarkusTestResource(value = RealEngines.class, initArgs = @ResourceArg(name = "context", value = "incident"))
class LinksTest {
  private final UUID risk = UUID.randomUUID();
  private final UUID statement = UUID.randomUUID();
  private final String supplier = "Northwind " + risk;

  @Test
  void people_link_what_an_incident_has_to_do_with_and_take_it_back() {
    var incident = Handling.incident();
    identified(TestRealm.ACME);

    link(incident, "RISK", risk.toString()).statusCode(200);
    link(incident, "CONTROL", "A.10.3").statusCode(200);
    var id = link(incident, "SUPPLIER", supplier).statusCode(200)
        .body("links.to", contains("RISK", "CONTROL", "SUPPLIER"))
        .body("links.target", contains(risk.toString(), "A.10.3", supplier))
        .body("links.effect", contains(false, false, false))
        .body("links[0].reference", equalTo("RSK-0001"))
        .body("links[0].linkedBy", equalTo(Acme.RESPONDER))
        .extract()
        .<String>path("links[2].id");
    link(incident, "SUPPLIER", supplier.toUpperCase()).statusCode(409).body("detail", containsString("already"));
    withdraw(incident, id).statusCode(200).body("links.to", contains("RISK", "CONTROL"));

    withdraw(incident, id).statusCode(404);
    assertThat(count("select count(*) from event where aggregate_id = '%s' and type like '%%linked.v1'", incident))
        .isEqualTo(4);
  }

  @Test
  void what_there_is_not_is_refused() {
    var incident = Handling.incident();

    link(incident, "RISK", risk.toString()).statusCode(422).body("type", equalTo("urn:aims:problem:unknown-reference"));
    link(incident, "RISK", "RSK-0001").statusCode(422);
    link(incident, "CONTROL", "A.2").statusCode(422).body("type", equalTo("urn:aims:problem:unknown-reference"));
    link(incident, "SUPPLIER", " ").statusCode(422);
    link(incident, "SYSTEM", "x").statusCode(400);
    as(Role.INCIDENT_RESPONDER).body(body("CONTROL", "A.2.2"))
        .post("/v1/incidents/" + incident + "/links")
        .then()
        .statusCode(428);
    withdraw(incident, Handling.random()).statusCode(404);
    withdraw(incident, "x").statusCode(404);
    Handling.read(incident).body("links", empty()).body("version", equalTo(1));
  }

  @Test
  void a_risk_of_another_organisation_is_unknown_and_so_is_the_incident_to_it() {
    var incident = Handling.incident();
    identified(TestRealm.GLOBEX);
    await().atMost(30, SECONDS).until(() -> count("select count(*) from known_risk where id = '%s'", risk) == 1);

    link(incident, "RISK", risk.toString()).statusCode(422);
    link(incident, "SUPPLIER", supplier).statusCode(200);

    globex(Role.INCIDENT_RESPONDER).header("If-Match", "\"2\"")
        .body(body("SUPPLIER", supplier))
        .post("/v1/incidents/" + incident + "/links")
        .then()
        .statusCode(404);
    globex(Role.INCIDENT_RESPONDER).get("/v1/incidents?linkedTo=SUPPLIER&target=" + supplier)
        .then()
        .statusCode(200)
        .body("items", empty());
  }

  @Test
  void incidents_are_found_by_what_they_have_to_do_with() {
    var first = Handling.incident();
    var second = Handling.incident();
    link(first, "SUPPLIER", supplier).statusCode(200);
    link(second, "SUPPLIER", supplier).statusCode(200);

    var page = "/v1/incidents?limit=1&linkedTo=SUPPLIER&target=" + supplier.toLowerCase();
    var found = as(Role.RISK_OWNER).get(page).then().statusCode(200).body("items.id", contains(second));
    as(Role.RISK_OWNER).get(page + "&cursor=" + found.extract().<String>path("nextCursor"))
        .then()
        .statusCode(200)
        .body("items.id", contains(first));
    as(Role.RISK_OWNER).get("/v1/incidents?linkedTo=CONTROL&target=A.99").then().statusCode(422);
    as(Role.RISK_OWNER).get("/v1/incidents?target=A.2.2").then().statusCode(400);
    as(Role.RISK_OWNER).get("/v1/incidents?linkedTo=RISK").then().statusCode(400);
    as(Role.RISK_OWNER).urlEncodingEnabled(false)
        .get("/v1/incidents?linkedTo=SUPPLIER&target=a%00b")
        .then()
        .statusCode(400)
        .body("detail", containsString("a character that can't be kept"));
  }

  @Test
  void the_risks_and_controls_that_it_touches_are_shown_and_nobody_takes_them_back() {
    var incident = Handling.incident();
    identified(TestRealm.ACME);
    flagged(2, "flagged", incident);
    lines(1, "downgraded", incident);

    linked(incident, 3).body("links.effect", contains(true, true, true))
        .body("links.linkedBy", contains(nullValue(), nullValue(), nullValue()))
        .body("links.target", containsInAnyOrder(risk.toString(), "A.5.4", "A.7.4"))
        .body("links.find { it.to == 'RISK' }.reference", equalTo("RSK-0001"));
    List<String> ids = Handling.read(incident).extract().path("links.id");
    withdraw(incident, ids.getFirst()).statusCode(409).body("detail", containsString("effect"));
    lines(2, "recovered", incident);
    flagged(3, "flag-withdrawn", incident);
    linked(incident, 2).body("links.to", contains("CONTROL", "CONTROL"));
  }

  @Test
  void what_turned_out_to_be_no_incident_has_touched_nothing() {
    var incident = Handling.incident();
    lines(1, "downgraded", incident);
    linked(incident, 2);
    Handling.command(incident, "dismissal", Handling.REASON).statusCode(200);

    lines(2, "recovered", incident);

    linked(incident, 0);
    link(incident, "SUPPLIER", supplier).statusCode(409);
  }

  @Test
  void what_is_opened_again_names_the_risks_that_people_have_linked() {
    var incident = Handling.incident();
    identified(TestRealm.ACME);
    link(incident, "RISK", risk.toString()).statusCode(200);
    link(incident, "CONTROL", "A.10.3").statusCode(200);
    Handling.command(incident, "dismissal", Handling.REASON).statusCode(200);

    Handling.command(incident, "reopening", Handling.REASON).statusCode(200).body("links", hasSize(2));

    assertThat(reopenedNaming(incident)).isOne();
  }

  @Test
  void a_link_of_a_part_that_was_merged_into_it_is_named_as_well() {
    var whole = Handling.incident();
    var part = Handling.incident();
    identified(TestRealm.ACME);
    link(part, "RISK", risk.toString()).statusCode(200);
    Handling.command(part, "merge", "{\"targetId\":\"%s\",\"reason\":\"one cause\"}".formatted(whole)).statusCode(200);
    Handling.command(whole, "dismissal", Handling.REASON).statusCode(200);

    Handling.command(whole, "reopening", Handling.REASON).statusCode(200);

    assertThat(reopenedNaming(whole)).isOne();
  }

  private long reopenedNaming(String incident) {
    return count("select count(*) from event where aggregate_id = '%s' and type like '%%.reopened.v1'"
        + " and convert_from(body, 'UTF8')::jsonb -> 'data' -> 'linkedRisks' = jsonb_build_array('%s')", incident,
        risk);
  }

  @Test
  void people_link_fifty_and_see_them_all() {
    var incident = Handling.incident();
    Acme.tamper("insert into incident_link (tenant, id, incident_id, linked_to, target, target_key, linked_by, since)"
        + " select i.tenant, gen_random_uuid(), i.id, 'SUPPLIER', 's' || n, 's' || n, gen_random_uuid(), now()"
        + " from incident i, generate_series(1, 49) n where i.id = '%s'", incident);
    Acme.tamper("insert into incident_link (tenant, id, incident_id, linked_to, target, target_key, effect_of, since)"
        + " select i.tenant, gen_random_uuid(), i.id, 'RISK', x.id, x.id, gen_random_uuid(), i.created_at"
        + " from incident i, (select gen_random_uuid()::text as id from generate_series(1, 99)) x where i.id = '%s'",
        incident);

    link(incident, "SUPPLIER", supplier).statusCode(200)
        .body("links", hasSize(100))
        .body("links.findAll { it.linkedBy != null }", hasSize(50));

    link(incident, "SUPPLIER", supplier + " Ltd").statusCode(422).body("violations[0].field", equalTo("to"));
  }

  @Test
  void a_person_and_an_effect_each_hold_a_link() {
    var incident = Handling.incident();
    identified(TestRealm.ACME);
    flagged(2, "flagged", incident);
    linked(incident, 1);

    var id = link(incident, "RISK", risk.toString()).statusCode(200)
        .body("links", hasSize(1))
        .body("links[0].effect", equalTo(true))
        .body("links[0].linkedBy", equalTo(Acme.RESPONDER))
        .extract()
        .<String>path("links[0].id");
    withdraw(incident, id).statusCode(200).body("links", hasSize(1)).body("links[0].linkedBy", nullValue());
    link(incident, "RISK", risk.toString()).statusCode(200);
    flagged(3, "flag-withdrawn", incident);

    await().atMost(30, SECONDS)
        .untilAsserted(() -> Handling.read(incident)
            .body("links", hasSize(1))
            .body("links[0].effect", equalTo(false)));
  }

  @Test
  void effects_are_told_anew_and_what_people_have_said_stays() {
    var organisation = UUID.randomUUID();
    var incident = UUID.randomUUID();
    var history = List.of(TestEvents.example("aims.risk.risk.identified.v1", organisation, risk, 1, data -> {}),
        TestEvents.example("aims.risk.risk.flagged.v1", organisation, risk, 2,
            data -> data.put("incidentId", incident.toString())));
    history.forEach(TestEvents::send);
    until("incident_id = '%s' and effect_of is not null", incident);
    Acme.tamper("update incident_link set linked_by = gen_random_uuid() where incident_id = '%s'", incident);
    Acme.tamper("update known_risk set reference = 'wrong' where id = '%s'", risk);

    given().auth()
        .oauth2(TestRealm.token(organisation, Role.PLATFORM_ENGINEER))
        .contentType("application/json")
        .body("{\"reason\":\"the references are wrong\"}")
        .post("/v1/feeds/effects/rebuild")
        .then()
        .statusCode(202);
    history.forEach(TestEvents::send);

    await().atMost(30, SECONDS)
        .until(() -> count("select count(*) from known_risk where id = '%s' and reference = 'RSK-0001'", risk) == 1);
    until("incident_id = '%s' and effect_of is not null and linked_by is not null", incident);
  }

  private static void until(String where, UUID incident) {
    await().atMost(30, SECONDS).until(() -> count("select count(*) from incident_link where " + where, incident) == 1);
  }

  private static ValidatableResponse link(String incident, String to, String target) {
    return Handling.command(incident, "links", body(to, target));
  }

  private static String body(String to, String target) {
    return "{\"to\":\"%s\",\"target\":\"%s\",\"reason\":\"seen in the review\"}".formatted(to, target);
  }

  private static ValidatableResponse withdraw(String incident, String link) {
    return Handling.command(incident, "links/" + link + "/withdrawal", Handling.REASON);
  }

  private static ValidatableResponse linked(String incident, int links) {
    await().atMost(30, SECONDS).untilAsserted(() -> Handling.read(incident).body("links", hasSize(links)));
    return Handling.read(incident);
  }

  private void identified(UUID tenant) {
    TestEvents.send(TestEvents.example("aims.risk.risk.identified.v1", tenant, risk, 1, data -> {}));
  }

  private void flagged(int version, String what, String incident) {
    send("aims.risk.risk." + what + ".v1", risk, version, data -> data.put("incidentId", incident));
  }

  private void lines(int version, String what, String incident) {
    send("aims.risk.statement-of-applicability.lines-" + what + ".v1", statement, version, data -> {
      data.put("incidentId", incident);
      data.putArray("controls").add("A.5.4").add("A.7.4");
    });
  }

  private static void send(String type, UUID aggregate, int version, Consumer<ObjectNode> changes) {
    TestEvents.send(TestEvents.example(type, TestRealm.ACME, aggregate, version, changes));
  }
}
