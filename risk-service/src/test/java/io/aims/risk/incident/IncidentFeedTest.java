package io.aims.risk.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.aims.platform.identity.Role;
import io.aims.platform.test.EventContract;
import io.aims.platform.test.RealEngines;
import io.aims.platform.test.TestEvents;
import io.aims.risk.Bodies;
import io.aims.risk.DeadLetters;
import io.aims.risk.Organisation;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;

@QuarkusTest
@QuarkusTestResource(value = RealEngines.class, initArgs = @ResourceArg(name = "context", value = "risk"))
class IncidentFeedTest {
  private static final String STATEMENT = "/v1/statement-of-applicability";
  private static final List<String> TOUCHED = List.of("A.5.4", "A.6.2.4", "A.6.2.6", "A.7.4");
  private final Organisation organisation = Organisation.fresh();
  private final UUID incident = UUID.randomUUID();
  private final UUID caseId = UUID.randomUUID();

  @Test
  void from_acceptance_over_an_incident_to_acceptance_anew() {
    var system = organisation.creditScoring();
    var risk = organisation.treatedRisk(system);
    organisation.accept(risk).statusCode(200);
    drawUp();

    var opened = organisation.opened(incident, caseId, system, "FAIRNESS");
    TestEvents.send(opened);

    flagged(risk).body("state", equalTo("FLAGGED"))
        .body("acceptance", nullValue())
        .body("revision", equalTo(3))
        .body("caseId", equalTo(caseId.toString()))
        .body("flags[0].incidentId", equalTo(incident.toString()));
    organisation.get("/v1/risks?flagged=true").body("items", hasSize(1));
    organisation.get(STATEMENT + "?live=downgraded")
        .body("lines.control", equalTo(TOUCHED))
        .body("counts.downgraded", equalTo(4))
        .body("lines[0].downgrades[0].caseId", equalTo(caseId.toString()));
    organisation.accept(risk).statusCode(409).body("state", equalTo("FLAGGED"));

    organisation.command(organisation.as(Role.GOVERNANCE_OFFICER), risk, "/scores", Bodies.score("CURRENT", 4, 4))
        .body("state", equalTo("FLAGGED"));
    organisation.command(organisation.as(Role.GOVERNANCE_OFFICER), risk, "/scores", Bodies.score("RESIDUAL", 2, 3))
        .body("state", equalTo("AWAITING_ACCEPTANCE"));
    organisation.accept(risk).statusCode(200).body("state", equalTo("ACCEPTED")).body("caseId", nullValue());
    TestEvents.send(organisation.ended(incident, caseId, 2, "closed"));

    Organisation.until(() -> organisation.get(STATEMENT).extract().<Integer>path("counts.downgraded"),
        count -> count == 0);
    var chain = ofCase();
    assertThat(chain).extracting(e -> e.path("type").asText().replace("aims.risk.", "").replace(".v1", ""))
        .containsExactlyInAnyOrder("risk.flagged", "risk.scored", "risk.scored", "risk.accepted",
            "statement-of-applicability.lines-downgraded", "statement-of-applicability.lines-recovered");
    assertThat(chain).allSatisfy(event -> assertThat(EventContract.violations(event)).isEmpty());
    assertThat(chain).filteredOn(e -> e.path("causationid").equals(opened.path("id"))).hasSize(2);
  }

  @Test
  void a_risk_that_a_person_links_to_an_incident_is_flagged_until_they_take_that_back() {
    var system = organisation.creditScoring();
    var elsewhere = organisation.treatedRisk(organisation.creditScoring());
    TestEvents.send(organisation.opened(incident, caseId, system, "DRIFT"));

    TestEvents.send(linked(2, "linked", elsewhere, system, "DRIFT"));
    flagged(elsewhere).body("flags.incidentId", contains(incident.toString()))
        .body("flags[0].incidentKind", equalTo("DRIFT"))
        .body("caseId", equalTo(caseId.toString()));
    TestEvents.send(linked(3, "unlinked", elsewhere, system, "DRIFT"));

    Organisation.until(() -> organisation.get(elsewhere).extract().<List<?>>path("flags"), List::isEmpty);
  }

  @Test
  void what_the_incident_touches_by_itself_stays_flagged_when_a_person_takes_their_link_back() {
    var system = organisation.creditScoring();
    var risk = organisation.treatedRisk(system);
    TestEvents.send(organisation.opened(incident, caseId, system, "FAIRNESS"));
    flagged(risk);

    TestEvents.send(linked(2, "linked", risk, system, "FAIRNESS"));
    TestEvents.send(linked(3, "unlinked", risk, system, "FAIRNESS"));
    TestEvents.send(linked(4, "linked", "/v1/risks/" + UUID.randomUUID(), system, "FAIRNESS"));
    Organisation.until(() -> DeadLetters.parked(incident), List::isEmpty);
    TestEvents.send(organisation.ended(incident, caseId, 5, "closed"));

    organisation.emitted("aims.risk.risk.flagged.v1", 1);
    flagged(risk).body("flags.incidentId", contains(incident.toString()));
  }

  @Test
  void a_risk_that_a_person_has_linked_is_flagged_again_with_the_incident() {
    var system = organisation.creditScoring();
    var elsewhere = organisation.treatedRisk(organisation.creditScoring());
    TestEvents.send(organisation.opened(incident, caseId, system, "DRIFT"));
    TestEvents.send(linked(2, "linked", elsewhere, system, "DRIFT"));
    flagged(elsewhere);
    TestEvents.send(organisation.ended(incident, caseId, 3, "dismissed"));
    Organisation.until(() -> organisation.get(elsewhere).extract().<List<?>>path("flags"), List::isEmpty);
    var reopened = organisation.reopened(incident, caseId, 4, system, "DRIFT");
    reopened.withObject("/data").putArray("linkedRisks").add(id(elsewhere)).add(UUID.randomUUID().toString());

    TestEvents.send(reopened);

    flagged(elsewhere).body("flags.incidentId", contains(incident.toString()));
    organisation.get("/v1/risks?flagged=true").body("items", hasSize(2));
  }

  @Test
  void a_linked_risk_does_not_stand_for_one_that_nobody_had_thought_of() {
    var elsewhere = organisation.treatedRisk(organisation.creditScoring());
    var reopened = organisation.reopened(incident, caseId, 1, organisation.creditScoring(), "DRIFT");
    reopened.withObject("/data").putArray("linkedRisks").add(id(elsewhere));

    TestEvents.send(reopened);

    flagged(elsewhere);
    organisation.get("/v1/risks?flagged=true").body("items", hasSize(2));
  }

  private static String id(String risk) {
    return risk.substring(risk.lastIndexOf('/') + 1);
  }

  private ObjectNode linked(int version, String how, String risk, UUID system, String kind) {
    return TestEvents.example("aims.incident.incident." + how + ".v1", organisation.id(), incident, version,
        data -> data.put("target", id(risk))
            .put("systemId", system.toString())
            .put("kind", kind))
        .put("correlationid", caseId.toString());
  }

  @Test
  void an_incident_that_comes_twice_flags_once() {
    var system = organisation.creditScoring();
    var risk = organisation.treatedRisk(system);
    var opened = organisation.opened(incident, caseId, system, "FAIRNESS");

    TestEvents.send(opened);
    TestEvents.send(opened);
    TestEvents.send(organisation.opened(UUID.randomUUID(), UUID.randomUUID(), system, "FAIRNESS"));

    Organisation.until(() -> organisation.get(risk).extract().<List<Object>>path("flags"), flags -> flags.size() == 2);
    organisation.get(risk).header("ETag", "\"5\"");
  }

  @Test
  void what_people_do_about_two_incidents_counts_for_both_cases() {
    var system = organisation.creditScoring();
    var risk = organisation.treatedRisk(system);
    var second = UUID.randomUUID();
    TestEvents.send(organisation.opened(incident, caseId, system, "FAIRNESS"));
    flagged(risk);
    TestEvents.send(organisation.opened(UUID.randomUUID(), second, system, "FAIRNESS"));
    Organisation.until(() -> organisation.get(risk).extract().<List<Object>>path("flags"), flags -> flags.size() == 2);

    organisation.command(organisation.as(Role.GOVERNANCE_OFFICER), risk, "/scores", Bodies.score("RESIDUAL", 2, 3))
        .body("caseId", equalTo(caseId.toString()))
        .body("linkedCases", contains(second.toString()));
    organisation.accept(risk).statusCode(200).body("caseId", nullValue()).body("linkedCases", empty());

    assertThat(Organisation.until(this::ofCase, chain -> chain.size() == 3))
        .filteredOn(e -> !e.path("type").asText().endsWith("flagged.v1"))
        .hasSize(2)
        .allSatisfy(event -> {
          assertThat(texts(event.at("/data/linkedCases"))).containsExactly(second.toString());
          assertThat(EventContract.violations(event)).isEmpty();
        });
  }

  @Test
  void an_incident_that_was_none_takes_its_flag_back() {
    var system = organisation.creditScoring();
    var risk = organisation.treatedRisk(system);
    var untouched = organisation.treatedRisk(organisation.creditScoring());
    organisation.accept(risk).statusCode(200);
    organisation.accept(untouched).statusCode(200);
    TestEvents.send(organisation.opened(incident, caseId, system, "FAIRNESS"));
    flagged(risk);

    TestEvents.send(organisation.ended(incident, caseId, 2, "dismissed"));

    Organisation.until(() -> organisation.get(risk).extract().<List<Object>>path("flags"), List::isEmpty);
    organisation.get(risk)
        .header("ETag", "\"6\"")
        .body("state", equalTo("AWAITING_ACCEPTANCE"))
        .body("acceptance", nullValue())
        .body("caseId", nullValue());
    organisation.get("/v1/risks?flagged=true").body("items", empty());
    organisation.accept(risk).statusCode(200).body("state", equalTo("ACCEPTED"));
    organisation.get(untouched).header("ETag", "\"4\"").body("state", equalTo("ACCEPTED"));
    assertThat(organisation.emitted("aims.risk.risk.flag-withdrawn.v1", 1)).singleElement().satisfies(event -> {
      assertThat(EventContract.violations(event)).isEmpty();
      assertThat(event.path("correlationid").asText()).isEqualTo(caseId.toString());
    });
  }

  @Test
  void a_merged_incident_touches_through_the_one_that_goes_on_for_it() {
    var system = organisation.creditScoring();
    var survivor = UUID.randomUUID();
    drawUp();
    TestEvents.send(organisation.opened(incident, caseId, system, "FAIRNESS"));
    TestEvents.send(organisation.opened(survivor, UUID.randomUUID(), system, "DRIFT"));
    organisation.emitted("aims.risk.statement-of-applicability.lines-downgraded.v1", 2);

    TestEvents.send(organisation.absorbed(survivor, 2, incident, system, "FAIRNESS"));
    organisation.emitted("aims.risk.statement-of-applicability.lines-downgraded.v1", 3);
    TestEvents.send(organisation.ended(incident, caseId, 2, "merged"));

    assertThat(organisation.emitted("aims.risk.statement-of-applicability.lines-recovered.v1", 1)).singleElement()
        .satisfies(e -> {
          assertThat(texts(e.at("/data/controls"))).isEmpty();
          assertThat(texts(e.at("/data/stillDowngraded"))).isEqualTo(TOUCHED);
        });
    TestEvents.send(organisation.ended(survivor, UUID.randomUUID(), 3, "closed"));
    Organisation.until(() -> organisation.get(STATEMENT).extract().<Integer>path("counts.downgraded"),
        count -> count == 0);
  }

  @Test
  void an_incident_that_is_reopened_has_its_effect_again() {
    var system = organisation.creditScoring();
    var risk = organisation.treatedRisk(system);
    organisation.accept(risk).statusCode(200);
    drawUp();
    TestEvents.send(organisation.opened(incident, caseId, system, "FAIRNESS"));
    flagged(risk);
    TestEvents.send(organisation.ended(incident, caseId, 2, "dismissed"));
    Organisation.until(() -> organisation.get(risk).extract().<List<Object>>path("flags"), List::isEmpty);
    organisation.accept(risk).statusCode(200);

    TestEvents.send(organisation.reopened(incident, caseId, 3, system, "FAIRNESS"));

    flagged(risk).body("state", equalTo("FLAGGED")).body("acceptance", nullValue());
    organisation.get(STATEMENT + "?live=downgraded").body("lines.control", equalTo(TOUCHED));
  }

  @Test
  void an_incident_that_is_reopened_touches_again_what_it_goes_on_for() {
    var system = organisation.creditScoring();
    drawUp();
    TestEvents.send(organisation.opened(incident, caseId, system, "DRIFT"));
    TestEvents.send(organisation.ended(incident, caseId, 2, "closed"));
    organisation.emitted("aims.risk.statement-of-applicability.lines-recovered.v1", 1);

    TestEvents.send(organisation.reopened(incident, caseId, 3, system, "DRIFT", "FAIRNESS"));

    organisation.emitted("aims.risk.statement-of-applicability.lines-downgraded.v1", 2);
    organisation.get(STATEMENT + "?live=downgraded").body("lines.control", equalTo(TOUCHED));
    TestEvents.send(organisation.ended(incident, caseId, 4, "closed"));
    Organisation.until(() -> organisation.get(STATEMENT).extract().<Integer>path("counts.downgraded"),
        count -> count == 0);
  }

  @Test
  void an_incident_that_is_reopened_flags_no_risk_twice() {
    var system = organisation.creditScoring();
    var risk = organisation.treatedRisk(system);
    drawUp();
    TestEvents.send(organisation.opened(incident, caseId, system, "FAIRNESS"));
    flagged(risk);
    TestEvents.send(organisation.ended(incident, caseId, 2, "closed"));
    organisation.emitted("aims.risk.statement-of-applicability.lines-recovered.v1", 1);

    TestEvents.send(organisation.reopened(incident, caseId, 3, system, "FAIRNESS"));

    organisation.emitted("aims.risk.statement-of-applicability.lines-downgraded.v1", 2);
    organisation.get(risk).body("flags", hasSize(1));
  }

  @Test
  void what_was_judged_anew_before_the_incident_relapsed_is_flagged_again() {
    var system = organisation.creditScoring();
    var risk = organisation.treatedRisk(system);
    drawUp();
    TestEvents.send(organisation.opened(incident, caseId, system, "FAIRNESS"));
    flagged(risk);
    for (var kind : List.of("CURRENT", "RESIDUAL")) {
      organisation.command(organisation.as(Role.GOVERNANCE_OFFICER), risk, "/scores", Bodies.score(kind, 2, 3));
    }
    organisation.accept(risk).statusCode(200);

    TestEvents.send(organisation.relapsed(incident, caseId, 2, system, "FAIRNESS"));

    flagged(risk).body("flags.incidentId", contains(incident.toString())).body("acceptance", nullValue());
    organisation.get(STATEMENT + "?live=downgraded").body("lines.control", equalTo(TOUCHED));
    organisation.emitted("aims.risk.statement-of-applicability.lines-downgraded.v1", 1);
    TestEvents.send(organisation.ended(incident, caseId, 3, "closed"));
    Organisation.until(() -> organisation.get(STATEMENT).extract().<Integer>path("counts.downgraded"),
        count -> count == 0);
  }

  @Test
  void an_incident_that_is_closed_leaves_its_flag_until_the_risk_is_scored_anew() {
    var system = organisation.creditScoring();
    var risk = organisation.treatedRisk(system);
    drawUp();
    TestEvents.send(organisation.opened(incident, caseId, system, "FAIRNESS"));
    flagged(risk);

    TestEvents.send(organisation.ended(incident, caseId, 2, "closed"));

    organisation.emitted("aims.risk.statement-of-applicability.lines-recovered.v1", 1);
    organisation.get(risk).body("state", equalTo("FLAGGED"));
  }

  @Test
  void only_risks_of_the_system_about_what_is_touched_are_flagged() {
    var system = organisation.creditScoring();
    var touched = organisation.treatedRisk(system);
    String other = organisation.as(Role.GOVERNANCE_OFFICER)
        .body(Bodies.risk(system, UUID.randomUUID()).replace("FAIRNESS", "PRIVACY"))
        .post("/v1/risks")
        .then()
        .extract()
        .path("id");
    var elsewhere = organisation.treatedRisk(organisation.creditScoring());

    TestEvents.send(organisation.opened(incident, caseId, system, "DATA_QUALITY"));

    flagged(touched);
    organisation.get(elsewhere).body("flags", empty());
    organisation.get("/v1/risks/" + other).body("flags", empty());
    organisation.get("/v1/risks?systemId=" + system).body("items", hasSize(2));
  }

  @Test
  void an_incident_that_nobody_had_thought_of_shows_a_new_risk_of_the_system_owner() {
    var system = organisation.creditScoring();

    TestEvents.send(organisation.opened(incident, caseId, system, "SECURITY"));

    Organisation.until(
        () -> organisation.get("/v1/risks?flagged=true&systemId=" + system).extract().<List<Object>>path("items"),
        items -> !items.isEmpty());
    organisation.get("/v1/risks?systemId=" + system)
        .body("items.theme", contains("SECURITY"))
        .body("items.ownerId", contains("a1000000-0000-4000-8000-000000000011"))
        .body("items[0].flags[0].caseId", equalTo(caseId.toString()))
        .body("items[0].version", equalTo(2));
    assertThat(ofCase()).extracting(e -> e.path("type").asText())
        .contains("aims.risk.risk.identified.v1", "aims.risk.risk.flagged.v1");
  }

  @Test
  void a_risk_that_an_incident_showed_gets_an_owner_who_can_accept_it() {
    var system = organisation.creditScoring();
    TestEvents.send(organisation.opened(incident, caseId, system, "SECURITY"));
    List<String> shown = Organisation.until(
        () -> organisation.get("/v1/risks?flagged=true&systemId=" + system).extract().path("items.id"),
        ids -> !ids.isEmpty());
    var risk = "/v1/risks/" + shown.getFirst();

    organisation.command(organisation.as(Role.GOVERNANCE_OFFICER), risk, "/owner",
        Bodies.handOver(organisation.person(Role.RISK_OWNER)))
        .statusCode(200)
        .body("state", equalTo("FLAGGED"));
    organisation.command(organisation.as(Role.SYSTEM_OWNER), risk, "/scores", Bodies.score("RESIDUAL", 2, 4));
    organisation.command(organisation.as(Role.SYSTEM_OWNER), risk, "/treatment", Bodies.TREATMENT);

    organisation.accept(risk).statusCode(200).body("state", equalTo("ACCEPTED"));
    assertThat(Organisation.until(this::ofCase, chain -> chain.size() == 6))
        .filteredOn(e -> e.path("type").asText().equals("aims.risk.risk.handed-over.v1"))
        .singleElement()
        .satisfies(event -> assertThat(event.at("/data/from").asText())
            .isEqualTo("a1000000-0000-4000-8000-000000000011"));
  }

  @Test
  void an_incident_waits_for_news_of_its_system() {
    var system = UUID.randomUUID();

    TestEvents.send(organisation.opened(incident, caseId, system, "PRIVACY"));
    TestEvents.send(organisation.registered(system, facts -> {}));

    Organisation.until(
        () -> organisation.get("/v1/risks?flagged=true&systemId=" + system).extract().<List<Object>>path("items"),
        items -> !items.isEmpty());
  }

  @Test
  void an_incident_whose_system_is_unknown_holds_up_none_but_its_own_later_events() {
    var unknown = UUID.randomUUID();
    drawUp();
    TestEvents.send(organisation.opened(incident, caseId, unknown, "FAIRNESS"));
    TestEvents.send(organisation.ended(incident, caseId, 2, "closed"));
    var system = organisation.creditScoring();

    TestEvents.send(organisation.opened(UUID.randomUUID(), UUID.randomUUID(), system, "PRIVACY"), incident);

    Organisation.until(
        () -> organisation.get("/v1/risks?flagged=true&systemId=" + system).extract().<List<Object>>path("items"),
        items -> !items.isEmpty());
    assertThat(DeadLetters.parked(incident)).containsExactly(1, 2);
    assertThat(DeadLetters.causeFor(incident)).isEmpty();

    TestEvents.send(organisation.registered(unknown, facts -> {}));

    organisation.emitted("aims.risk.statement-of-applicability.lines-recovered.v1", 1);
    assertThat(DeadLetters.parked(incident)).isEmpty();
  }

  @Test
  void an_incident_without_a_kind_is_set_aside() {
    var opened = organisation.opened(incident, caseId, UUID.randomUUID(), "PRIVACY");
    ((ObjectNode) opened.path("data")).remove("kind");

    TestEvents.send(opened);

    assertThat(Organisation.until(() -> DeadLetters.causeFor(incident), Optional::isPresent)).get()
        .asString()
        .contains("does not fit");
  }

  @Test
  void an_end_that_comes_before_the_beginning_waits() {
    var system = organisation.creditScoring();
    drawUp();

    TestEvents.send(organisation.ended(incident, caseId, 3, "dismissed"));
    TestEvents.send(organisation.ended(incident, caseId, 2, "triaged"));
    TestEvents.send(organisation.opened(incident, caseId, system, "FAIRNESS"));

    assertThat(organisation.emitted("aims.risk.statement-of-applicability.lines-recovered.v1", 1)).singleElement()
        .satisfies(e -> assertThat(texts(e.at("/data/controls"))).isEqualTo(TOUCHED));
    organisation.get(STATEMENT).body("counts.downgraded", equalTo(0));
  }

  @Test
  void a_line_recovers_with_the_last_incident_that_touches_it() {
    var system = organisation.creditScoring();
    var second = UUID.randomUUID();
    drawUp();
    TestEvents.send(organisation.opened(incident, caseId, system, "FAIRNESS"));
    TestEvents.send(organisation.opened(second, UUID.randomUUID(), system, "DRIFT"));
    organisation.emitted("aims.risk.statement-of-applicability.lines-downgraded.v1", 2);

    TestEvents.send(organisation.ended(incident, caseId, 2, "closed"));

    assertThat(organisation.emitted("aims.risk.statement-of-applicability.lines-recovered.v1", 1)).singleElement()
        .satisfies(e -> {
          assertThat(texts(e.at("/data/controls"))).containsExactly("A.5.4", "A.6.2.4");
          assertThat(texts(e.at("/data/stillDowngraded"))).containsExactly("A.6.2.6", "A.7.4");
        });
    organisation.get(STATEMENT + "?live=downgraded").body("lines.control", containsInAnyOrder("A.6.2.6", "A.7.4"));
  }

  @Test
  void a_statement_drawn_up_during_an_incident_starts_with_the_right_status() {
    var system = organisation.creditScoring();
    TestEvents.send(organisation.opened(incident, caseId, system, "FAIRNESS"));
    organisation.emitted("aims.risk.risk.flagged.v1", 1);

    drawUp();

    organisation.get(STATEMENT + "?live=downgraded").body("lines.control", equalTo(TOUCHED));
    TestEvents.send(organisation.ended(incident, caseId, 2, "closed"));
    Organisation.until(() -> organisation.get(STATEMENT).extract().<Integer>path("counts.downgraded"),
        count -> count == 0);
  }

  private ValidatableResponse flagged(String risk) {
    Organisation.until(() -> organisation.get(risk).extract().<List<Object>>path("flags"), flags -> !flags.isEmpty());
    return organisation.get(risk);
  }

  private void drawUp() {
    organisation.as(Role.GOVERNANCE_OFFICER)
        .body("{\"everyLine\":{\"reasons\":[{\"kind\":\"BASELINE\"}],\"implementation\":\"IMPLEMENTED\"}}")
        .post(STATEMENT)
        .then()
        .statusCode(201);
  }

  private List<JsonNode> ofCase() {
    return TestEvents.emitted("risk")
        .stream()
        .filter(e -> e.path("correlationid").asText().equals(caseId.toString()))
        .toList();
  }

  private static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
  }
}
