package io.aims.incident.clocks;

import static io.aims.incident.Acme.as;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.aims.incident.Acme;
import io.aims.incident.Alert;
import io.aims.platform.identity.Role;
import io.restassured.response.ValidatableResponse;

/** Acme's people as they find an incident serious. */
public final class Serious {
  private static final ObjectMapper JSON = new ObjectMapper();
  private final ObjectNode json = JSON.createObjectNode();

  private Serious() {}

  /** A provider of a high-risk system in Germany, aware for an hour: nobody is harmed so far. */
  public static Serious provider() {
    var found = new Serious();
    found.json.put("reach", "SEVERAL")
        .put("awareAt", Instant.now().minusSeconds(3600).toString())
        .put("reason", "found at the morning meeting");
    return found.all("capacities", "PROVIDER")
        .all("harms")
        .all("traits")
        .all("systemClasses", "HIGH_RISK_ANNEX_III")
        .all("jurisdictions", "DE");
  }

  public Serious all(String field, String... values) {
    json.putArray(field);
    List.of(values).forEach(json.withArray("/" + field)::add);
    return this;
  }

  public Serious with(String field, String value) {
    json.put(field, value);
    return this;
  }

  public Serious awareBefore(int days) {
    return with("awareAt", Instant.now().minusSeconds(86400L * days).toString());
  }

  public String body() {
    return json.toString();
  }

  /** A new incident of a new system. */
  public static String incident() {
    var source = Acme.source();
    Acme.deliver(source, Alert.bias().posted()).statusCode(202);
    Acme.settled(source);
    return Acme.incidentOf(source);
  }

  /** The first decision upon {@code incident}. */
  public ValidatableResponse decide(String incident) {
    return as(Role.INCIDENT_RESPONDER).body(body()).post("/v1/incidents/" + incident + "/seriousness").then();
  }

  /** A decision that supersedes number {@code standing}. */
  public ValidatableResponse decide(String incident, int standing) {
    return as(Role.INCIDENT_RESPONDER).header("If-Match", "\"" + standing + "\"")
        .body(body())
        .post("/v1/incidents/" + incident + "/seriousness")
        .then();
  }
}
