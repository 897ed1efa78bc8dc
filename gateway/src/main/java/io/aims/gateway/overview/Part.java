package io.aims.gateway.overview;

import java.util.List;
import java.util.function.Function;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.aims.gateway.routing.Service;

/**
 * One part of the overview.
 *
 * @param name in the answer
 * @param service who knows
 * @param target path and query; %s stands for the system's id
 * @param reading what the overview takes from the service's answer; it is given an empty object for 404
 */
record Part(String name, Service service, String target, Function<JsonNode, ObjectNode> reading) {
  /** A page is read, not a whole register: {@code more} tells that there is more than was counted. */
  private static final String ALL = "?systemId=%s&limit=200";

  static final List<Part> ALL_PARTS = List.of(
      new Part("risks", Service.RISK, "/v1/risks" + ALL, Part::risks),
      new Part("riskAssessment", Service.RISK, "/v1/risk-assessments?systemId=%s&limit=1", Part::newest),
      new Part("statementOfApplicability", Service.RISK, "/v1/statement-of-applicability?live=downgraded",
          Part::statement),
      new Part("openIncidents", Service.INCIDENT, "/v1/incidents" + ALL + "&open=true", Part::open),
      new Part("openNonconformities", Service.AUDIT, "/v1/nonconformities" + ALL, Part::open));

  private static ObjectNode risks(JsonNode page) {
    var flagged = items(page).stream().filter(risk -> !risk.path("flags").isEmpty()).count();
    var accepted = items(page).stream().filter(risk -> risk.path("state").asText().equals("ACCEPTED")).count();
    return JsonNodeFactory.instance.objectNode()
        .put("flagged", flagged)
        .put("accepted", accepted)
        .setAll(list(page, items(page)));
  }

  private static ObjectNode open(JsonNode page) {
    return list(page, items(page).stream().filter(item -> !item.path("state").asText().equals("CLOSED")).toList());
  }

  private static ObjectNode list(JsonNode page, List<JsonNode> items) {
    var part = JsonNodeFactory.instance.objectNode()
        .put("total", items.size())
        .put("more", page.hasNonNull("nextCursor"));
    part.putArray("items").addAll(items);
    return part;
  }

  private static ObjectNode newest(JsonNode page) {
    return items(page).isEmpty() ? none() : (ObjectNode) items(page).getFirst().deepCopy();
  }

  /** Lines are of the organisation; which incident touches them tells whether it is one of this system. */
  private static ObjectNode statement(JsonNode statement) {
    if (statement.isEmpty()) {
      return none();
    }
    var part = JsonNodeFactory.instance.objectNode();
    List.of("state", "revision", "counts").forEach(field -> part.set(field, statement.get(field)));
    var downgraded = part.putArray("downgraded");
    for (var line : statement.path("lines")) {
      if (!line.path("downgrades").isEmpty()) {
        downgraded.add(downgraded(line));
      }
    }
    return part;
  }

  private static ObjectNode downgraded(JsonNode line) {
    var part = JsonNodeFactory.instance.objectNode();
    List.of("control", "title").forEach(field -> part.set(field, line.get(field)));
    var incidents = part.putArray("incidentIds");
    line.path("downgrades").forEach(downgrade -> incidents.add(downgrade.path("incidentId")));
    return part;
  }

  private static ObjectNode none() {
    return JsonNodeFactory.instance.objectNode().put("state", "NONE");
  }

  private static List<JsonNode> items(JsonNode page) {
    return StreamSupport.stream(page.path("items").spliterator(), false).toList();
  }
}
