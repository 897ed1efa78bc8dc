package io.aims.audit.ledger;

import static io.aims.audit.Neighbours.as;
import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.aims.audit.Neighbours;
import io.aims.platform.identity.Role;
import io.aims.platform.test.RealEngines;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;

@QuarkusTest
@QuarkusTestResource(value = RealEngines.class, initArgs = @ResourceArg(name = "context", value = "audit"))
class LedgerResourceTest {

  @Test
  void events_of_all_contexts_are_found_by_case_aggregate_and_type() {
    var organisation = UUID.randomUUID();
    var system = UUID.randomUUID();
    var incident = UUID.randomUUID();
    var caseId = UUID.randomUUID();
    Neighbours.send(Neighbours.registered(organisation, system, "Credit scoring"),
        Neighbours.opened(organisation, incident, caseId, system));
    published(organisation, 2);

    entries(organisation, "correlationId=" + caseId).body("items", hasSize(1))
        .body("items[0].aggregateId", equalTo(incident.toString()))
        .body("items[0].aggregateType", equalTo("incident"))
        .body("items[0].source", equalTo("/aims/incident-service"))
        .body("items[0].actor", equalTo("service:incident-service"));
    entries(organisation, "aggregateId=" + system).body("items.type", equalTo(List.of(Neighbours.REGISTERED)));
    entries(organisation, "type=" + Neighbours.OPENED).body("items.correlationId", equalTo(List.of(caseId.toString())));
    entries(organisation, "limit=50").body("items.index", containsInAnyOrder(0, 1));
  }

  @Test
  void our_own_events_are_in_the_ledger_too() {
    var organisation = UUID.randomUUID();
    as(organisation, Role.INTERNAL_AUDITOR)
        .body(
            """
                {"title":"t","statement":"s","originKind":"AUDIT","nodes":["9.1"],"grade":"MINOR","ownerId":"%s","reason":"r"}"""
                .formatted(UUID.randomUUID()))
        .post("/v1/nonconformities")
        .then()
        .statusCode(201);

    published(organisation, 1);

    entries(organisation, "limit=50").body("items.source", everyItem(equalTo("/aims/audit-service")));
  }

  @Test
  void a_published_checkpoint_and_its_key_are_plain_text() {
    var organisation = UUID.randomUUID();
    Neighbours.send(Neighbours.any(organisation, UUID.randomUUID(), 1));
    published(organisation, 1);

    as(organisation, Role.PLATFORM_ENGINEER).get("/v1/ledger/checkpoint")
        .then()
        .statusCode(200)
        .contentType("text/plain")
        .header("ETag", "\"1\"")
        .body(startsWith("aims/ledger/" + organisation + "\n1\n"));
    as(organisation, Role.PLATFORM_ENGINEER).get("/v1/ledger/key")
        .then()
        .statusCode(200)
        .contentType("text/plain")
        .body(startsWith("aims/ledger/" + organisation + "+"));
  }

  @ParameterizedTest
  @CsvSource({"inclusion?index=0&size=1,200", "inclusion?index=0,200", "inclusion?index=1&size=1,422",
      "inclusion?index=0&size=2,422", "inclusion?index=-1,422", "inclusion?size=1,422", "inclusion?index=x,400",
      "consistency?first=0&second=1,200", "consistency?first=1,200", "consistency?first=2&second=1,422",
      "consistency?first=0&second=9223372036854775807,422", "consistency,422"})
  void proofs_are_given_for_what_is_published(String query, int status) {
    var organisation = UUID.randomUUID();
    Neighbours.send(Neighbours.any(organisation, UUID.randomUUID(), 1));
    published(organisation, 1);

    as(organisation, Role.EXTERNAL_AUDITOR).get("/v1/ledger/proofs/" + query).then().statusCode(status);
  }

  @ParameterizedTest
  @ValueSource(strings = {"checkpoint", "proofs/inclusion?index=0", "proofs/consistency?first=0", "entries/0",
      "entries/-1", "entries/x", "entries/99999999999999999999"})
  void an_organisation_without_events_has_nothing_to_show(String path) {
    as(UUID.randomUUID(), Role.EXTERNAL_AUDITOR).get("/v1/ledger/" + path)
        .then()
        .statusCode(404)
        .contentType("application/problem+json");
  }

  @Test
  void an_entry_comes_with_the_bytes_that_its_owner_sealed() {
    var organisation = UUID.randomUUID();
    var event = Neighbours.any(organisation, UUID.randomUUID(), 1);
    Neighbours.send(event);
    published(organisation, 1);

    var bytes = as(organisation, Role.INTERNAL_AUDITOR).get("/v1/ledger/entries/0").asByteArray();

    assertThat(bytes).asString(StandardCharsets.UTF_8).isEqualTo(event.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"checkpoint", "key", "entries", "entries/0", "proofs/inclusion?index=0",
      "proofs/consistency?first=0"})
  void only_who_audits_reads_the_ledger(String path) {
    given().get("/v1/ledger/" + path).then().statusCode(401).contentType("application/problem+json");
    as(UUID.randomUUID(), Role.EMPLOYEE).get("/v1/ledger/" + path).then().statusCode(403);
  }

  private static ValidatableResponse entries(UUID organisation, String filter) {
    return as(organisation, Role.INTERNAL_AUDITOR).get("/v1/ledger/entries?" + filter).then().statusCode(200);
  }

  private static void published(UUID organisation, int size) {
    await().atMost(30, SECONDS)
        .untilAsserted(() -> as(organisation, Role.EXTERNAL_AUDITOR).get("/v1/ledger/checkpoint")
            .then()
            .statusCode(200)
            .header("ETag", "\"" + size + "\""));
  }
}
