package io.aims.incident.opening;

import static io.aims.incident.Acme.as;
import static io.aims.incident.Acme.globex;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import java.util.List;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.aims.incident.Acme;
import io.aims.incident.EventChecks;
import io.aims.incident.signal.Kind;
import io.aims.platform.identity.Role;
import io.aims.platform.test.RealEngines;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;

/** Globex adopts rules, as acme's own would count for all tests of its signals. */
@QuarkusTest
@QuarkusTestResource(value = RealEngines.class, initArgs = @ResourceArg(name = "context", value = "incident"))
class OpeningRulesResourceTest {
  private static final String PATH = "/v1/opening-rules";
  private static final String RULES = """
      {"rules":[{"kind":"MISUSE","opensFrom":"MAJOR"}],"reason":"we are few"}""";
  @Inject
  ObjectMapper json;

  @Test
  void an_organisation_adopts_its_rules_revision_by_revision() {
    var officer = Role.GOVERNANCE_OFFICER;
    globex(officer).get(PATH).then().statusCode(404);
    globex(officer).get(PATH + "/history").then().statusCode(404);
    as(Role.INCIDENT_RESPONDER).body(RULES).put(PATH).then().statusCode(403);
    globex(officer).body(RULES).put(PATH).then().statusCode(200).header("ETag", "\"1\"").body("revision", equalTo(1));
    globex(officer).body(RULES).put(PATH).then().statusCode(428);
    globex(officer).header("If-Match", "\"7\"").body(RULES).put(PATH).then().statusCode(412);

    globex(officer).header("If-Match", "\"1\"")
        .body(RULES.replace("\"MAJOR\"}", "\"NEVER\"},{\"opensFrom\":\"INFO\"}")
            .replace("\"reason\"", "\"silencesCritical\":true,\"reason\""))
        .put(PATH)
        .then()
        .statusCode(200)
        .body("revision", equalTo(2))
        .body("silencesCritical", equalTo(true))
        .body("rules.kind", contains("MISUSE", null))
        .body("rules.opensFrom", contains("NEVER", "INFO"));

    globex(Role.PLATFORM_ENGINEER).get(PATH).then().statusCode(200).body("version", equalTo(2));
    globex(Role.EXTERNAL_AUDITOR).get(PATH + "/history")
        .then()
        .statusCode(200)
        .body("items", hasSize(2))
        .body("items.data.silencesCritical", contains(false, true))
        .body("items[1].texts.reason", equalTo("we are few"))
        .body("items[1].data.rules[1].kind", nullValue());
    globex(Role.EMPLOYEE).get(PATH).then().statusCode(403);
  }

  @Test
  void what_would_silence_by_accident_or_contradicts_itself_is_refused() {
    refused("[{\"opensFrom\":\"NEVER\"}]", "").body("violations[0].field", equalTo("silencesCritical"));
    refused("[{\"opensFrom\":\"NEVER\"}]", "\"silencesCritical\":false,").body("violations[0].field",
        equalTo("silencesCritical"));
    refused("[{\"opensFrom\":\"CRITICAL\"}]", "\"silencesCritical\":true,").body("violations[0].field",
        equalTo("silencesCritical"));
    refused("[{\"opensFrom\":\"MAJOR\"},{\"opensFrom\":\"MINOR\"}]", "").body("violations[0].field",
        equalTo("rules[1].kind"));
    refused("[{\"kind\":\"DRIFT\"}]", "");
    as(Role.GOVERNANCE_OFFICER).body("{\"rules\":[{\"opensFrom\":\"OFTEN\"}],\"reason\":\"x\"}")
        .put(PATH)
        .then()
        .statusCode(400);
    as(Role.PLATFORM_ENGINEER).body("""
        {"holdDownSeconds":0,"flapsAt":6,"calmAt":2,"flapWindowSeconds":3600,"opening":[{"opensFrom":"NEVER"}],
        "reason":"noisy"}""")
        .post("/v1/signals/rules/" + Acme.source())
        .then()
        .statusCode(422)
        .body("violations[0].field", equalTo("silencesCritical"));
  }

  @Test
  void events_keep_to_their_contract() throws Exception {
    EventChecks.keepToTheirContract(json, OpeningRulesEvent.class, new OpeningRulesEvent.Adopted(2,
        List.of(new OpeningRule(Kind.DRIFT, Threshold.NEVER), new OpeningRule(null, Threshold.MAJOR)), true));
  }

  private static ValidatableResponse refused(String rules, String more) {
    return as(Role.GOVERNANCE_OFFICER).body("{\"rules\":%s,%s\"reason\":\"x\"}".formatted(rules, more))
        .put(PATH)
        .then()
        .statusCode(422);
  }
}
