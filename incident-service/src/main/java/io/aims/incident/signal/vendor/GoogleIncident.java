package io.aims.incident.signal.vendor;

import java.util.List;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import io.aims.incident.signal.Reading;
import io.aims.incident.signal.Reading.Quarantined;
import io.aims.incident.signal.Reading.Understood;
import io.aims.incident.signal.SignalStatus;

/** Reads incidents of Google Cloud Monitoring from its Pub/Sub notification channel. */
final class GoogleIncident {
  private static final Conventions CONVENTIONS = Conventions.PUBLISHED;

  private GoogleIncident() {}

  static Reading read(JsonNode incident) {
    var status = switch (incident.path("state").asText()) {
      case "open" -> SignalStatus.FIRING;
      case "closed" -> SignalStatus.RESOLVED;
      default -> null;
    };
    var policy = Values.name(incident.path("policy_name"));
    if (status == null || policy == null) {
      return new Quarantined(Quarantined.Why.EVENT_TYPE_UNKNOWN);
    }
    var labels = labels(incident);
    var names = CONVENTIONS.labels();
    return Understood.of(new Draft(status, CONVENTIONS.kind(Values.first(labels, names.kind(), Values.NAME), policy))
        .severity(CONVENTIONS.severity(severity(incident)))
        .of(Values.first(labels, names.system(), Values.NAME), Values.first(labels, names.model(), Values.NAME))
        .key("google-monitoring", Values.name(incident.path("scoping_project_id")),
            Values.name(incident.path("incident_id")))
        .since(Times.time(incident.path("started_at")))
        .until(Times.time(incident.path("ended_at")))
        .measured(Values.name(incident.path("metric").path("type")), Values.number(incident.path("observed_value")),
            Values.number(incident.path("threshold_value")))
        .summary(Values.text(incident.path("summary"), Values.TEXT))
        .told("policy", policy)
        .told("condition", Values.name(incident.path("condition_name")))
        .told(Values.labels(incident.path("resource").path("labels")))
        .signal());
  }

  private static @Nullable String severity(JsonNode incident) {
    return Values.name(incident.path("severity"));
  }

  /** What the policy's author says wins over what the metric and the resource are labelled with. */
  private static JsonNode labels(JsonNode incident) {
    var labels = JsonNodeFactory.instance.objectNode();
    for (var from : List.of(incident.path("resource").path("labels"), incident.path("metric").path("labels"),
        incident.path("policy_user_labels"))) {
      from.properties().forEach(label -> labels.set(label.getKey(), label.getValue()));
    }
    return labels;
  }
}
