package io.aims.incident.figures;

import static io.aims.incident.Acme.as;
import static io.aims.incident.Acme.globex;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import java.util.ArrayList;
import java.util.UUID;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import io.aims.incident.Acme;
import io.aims.incident.Alert;
import io.aims.incident.incident.Handling;
import io.aims.platform.identity.Role;
import io.aims.platform.test.RealEngines;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;

@QuarkusTest
@QuarkusTestResource(value = RealEngines.class, initArgs = @ResourceArg(name = "context", value = "incident"))
class FiguresResourceTest {
  private static final String PATH = "/v1/incidents/figures";
  private static final String OCTOBER = "?from=2025-10-01T00:00:00Z&to=2025-11-01T00:00:00Z";

  @Test
  void incidents_are_added_up_by_kind_as_their_timelines_tell() {
    var source = Acme.source();
    var system = Acme.systemOf(source);
    for (var minutes = 1; minutes <= 4; minutes++) {
      Handling.fire(source);
      detectedInOctober(Handling.to("CLOSED", Acme.incidentOf(source)), minutes, 100 * minutes);
    }
    Handling.fire(source, Alert.bias().label("kind", "drift"));
    detectedInOctober(Acme.incidentOf(source), 0, 0);
    Acme.tamper("update incident_times t set acknowledged_at = null, resolved_at = null from incident i"
        + " where i.id = t.incident_id and i.system_id = '%s' and i.kind = 'DRIFT'", system);
    Handling.fire(source);
    var dismissed = Acme.incidentOf(source);
    Handling.command(dismissed, "dismissal", Handling.REASON).statusCode(200);
    detectedInOctober(dismissed, 60, 6000);

    figures(OCTOBER + "&systemId=" + system).body("total.incidents", equalTo(5))
        .body("total.acknowledged", equalTo(4))
        .body("total.resolved", equalTo(4))
        .body("total.recurrences", equalTo(3))
        .body("total.kind", nullValue())
        .body("byKind.kind", contains("DRIFT", "FAIRNESS"))
        .body("byKind[0].incidents", equalTo(1))
        .body("byKind[0].secondsToResolve", nullValue())
        .body("byKind[1].secondsToAcknowledge.mean", equalTo(150))
        .body("byKind[1].secondsToAcknowledge.p50", equalTo(150))
        .body("byKind[1].secondsToAcknowledge.p90", equalTo(222))
        .body("byKind[1].secondsToResolve.mean", equalTo(15000))
        .body("byKind[1].secondsToResolve.p50", equalTo(15000))
        .body("byKind[1].secondsToResolve.p90", equalTo(22200));
    figures(OCTOBER + "&kind=DRIFT&systemId=" + system).body("total.incidents", equalTo(1))
        .body("byKind.kind", contains("DRIFT"));
    figures("?from=2025-10-02T00:00:01Z&to=2025-11-01T00:00:00Z&systemId=" + system)
        .body("total.incidents", equalTo(0))
        .body("total.secondsToAcknowledge", nullValue())
        .body("byKind", empty());
    globex(Role.GOVERNANCE_OFFICER).get(PATH + OCTOBER + "&systemId=" + system)
        .then()
        .body("total.incidents", equalTo(0));
  }

  @Test
  void incidents_are_added_up_by_system_page_by_page() {
    var systems = Stream.of(Acme.source(), Acme.source()).map(source -> {
      Handling.fire(source);
      detectedInOctober(Acme.incidentOf(source), 3, 300);
      return Acme.systemOf(source);
    }).sorted().toList();
    var query = OCTOBER + "&limit=1&kind=FAIRNESS";

    var found = new ArrayList<String>();
    var next = "";
    while (next != null) {
      var page = as(Role.GOVERNANCE_OFFICER).get(PATH + "/systems" + query + next).then().statusCode(200).extract();
      found.addAll(page.path("items.systemId"));
      next = page.path("nextCursor") == null ? null : "&cursor=" + page.path("nextCursor");
    }

    assertThat(found).isSorted().containsAll(systems).doesNotHaveDuplicates();
    as(Role.INTERNAL_AUDITOR).get(PATH + "/systems" + OCTOBER + "&limit=200")
        .then()
        .body("items.find { it.systemId == '" + systems.getFirst() + "' }.figures.secondsToAcknowledge.mean",
            equalTo(180));
    globex(Role.GOVERNANCE_OFFICER).get(PATH + "/systems" + OCTOBER).then().statusCode(200).body("items", empty());
    as(Role.GOVERNANCE_OFFICER).get(PATH + "/systems" + OCTOBER + "&cursor=x").then().statusCode(400);
    as(Role.EMPLOYEE).get(PATH + "/systems" + OCTOBER).then().statusCode(403);
  }

  @Test
  void who_may_ask_and_how() {
    given().get(PATH + OCTOBER).then().statusCode(401);
    as(Role.EMPLOYEE).get(PATH + OCTOBER).then().statusCode(403);
    as(Role.GOVERNANCE_OFFICER).get(PATH).then().statusCode(422);
    as(Role.GOVERNANCE_OFFICER).get(PATH + "?from=yesterday&to=2025-11-01T00:00:00Z").then().statusCode(400);
    as(Role.GOVERNANCE_OFFICER).get(PATH + "?from=2025-11-01T00:00:00Z&to=2025-10-01T00:00:00Z")
        .then()
        .statusCode(400);
    as(Role.GOVERNANCE_OFFICER).get(PATH + OCTOBER + "&kind=WEATHER").then().statusCode(400);
    figures(OCTOBER + "&systemId=" + UUID.randomUUID()).body("total.incidents", equalTo(0));
  }

  private static ValidatableResponse figures(String query) {
    return as(Role.GOVERNANCE_OFFICER).get(PATH + query).then().statusCode(200);
  }

  private static void detectedInOctober(String incident, int acknowledgedAfterMinutes, int resolvedAfterMinutes) {
    Acme.tamper("""
        update incident_times set detected_at = '2025-10-02T00:00:00Z',
          acknowledged_at = timestamptz '2025-10-02T00:00:00Z' + interval '%d minutes',
          resolved_at = timestamptz '2025-10-02T00:00:00Z' + interval '%d minutes' where incident_id = '%s'""",
        acknowledgedAfterMinutes, resolvedAfterMinutes, incident);
  }
}
