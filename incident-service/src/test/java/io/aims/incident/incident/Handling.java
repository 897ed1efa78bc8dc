package io.aims.incident.incident;

import static io.aims.incident.Acme.as;
import static io.aims.incident.Acme.deliver;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.aims.incident.Acme;
import io.aims.incident.Alert;
import io.aims.platform.identity.Role;
import io.restassured.response.ValidatableResponse;

/** Acme's people at work on an incident, step by step. */
public final class Handling {
  public static final String REASON = "{\"reason\":\"seen by two people\"}";
  private static final String TRIAGE = "{\"severity\":\"MAJOR\",\"commanderId\":\"%s\",\"reason\":\"confirmed\"}"
      .formatted(Acme.RESPONDER);
  private static final String CONTAINMENT = "{\"containment\":\"KILL_SWITCH\",\"reason\":\"off\"}";
  private static final String REVIEW = """
      {"correctiveActionRequired":false,"contributingCauses":"shifted sample","lessons":"watch it","reason":"met"}""";

  private Handling() {}

  /** A new incident of a new source. */
  public static String incident() {
    var source = Acme.source();
    fire(source);
    return Acme.incidentOf(source);
  }

  /** What a customer tells of a system; {@code more} in its place or besides. */
  public static Map<String, Object> told(UUID system, Map<String, Object> more) {
    var told = new HashMap<String, Object>(Map.of("systemId", system, "kind", "FAIRNESS", "severity", "MAJOR",
        "startedAt", Instant.now().minusSeconds(86_400).toString(), "reportedBy", "CUSTOMER", "title",
        "Older applicants are turned down", "reason", "Three letters say the same"));
    told.putAll(more);
    return told;
  }

  /** A responder opens an incident by what was told. */
  public static ValidatableResponse open(Map<String, Object> told) {
    return as(Role.INCIDENT_RESPONDER).body(told).post("/v1/incidents").then();
  }

  /** The id of one that a customer has told of. */
  public static String reported(UUID system) {
    return open(told(system, Map.of())).statusCode(201).extract().path("id");
  }

  public static void fire(String source) {
    fire(source, Alert.bias());
  }

  public static void fire(String source, Alert... alerts) {
    deliver(source, Alert.group(alerts)).statusCode(202);
    Acme.settled(source);
  }

  public static ValidatableResponse read(String id) {
    return as(Role.INCIDENT_RESPONDER).get("/v1/incidents/" + id).then().statusCode(200);
  }

  /** A command of the responder on the incident as it is now. */
  public static ValidatableResponse command(String id, String command, String body) {
    return command(Role.INCIDENT_RESPONDER, id, command, body);
  }

  public static ValidatableResponse command(String role, String id, String command, String body) {
    int version = read(id).extract().path("version");
    return as(role).header("If-Match", "\"" + version + "\"")
        .body(body)
        .post("/v1/incidents/" + id + "/" + command)
        .then();
  }

  /** Brings the incident to the state of that name. */
  public static String to(String state, String id) {
    for (var step : List.of("OPEN triage " + TRIAGE, "CONTAINED containment " + CONTAINMENT,
        "RESOLVED resolution " + REASON, "REVIEW review " + REVIEW, "CLOSED closing " + REASON)) {
      var parts = step.split(" ", 3);
      command(id, parts[1], parts[2]).statusCode(200);
      if (parts[0].equals(state)) {
        return id;
      }
    }
    return id;
  }

  public static String random() {
    return UUID.randomUUID().toString();
  }
}
