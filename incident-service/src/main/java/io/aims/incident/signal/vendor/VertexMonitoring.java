package io.aims.incident.signal.vendor;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.databind.JsonNode;

import io.aims.incident.signal.Kind;
import io.aims.incident.signal.Reading;
import io.aims.incident.signal.Reading.Understood;
import io.aims.incident.signal.Signal;
import io.aims.incident.signal.SignalStatus;

/** Reads anomalies that Vertex AI model monitoring logs: one signal for each feature that drifts; it reports no end. */
final class VertexMonitoring {
  static final String ANOMALIES = "modelMonitoringStatsAnomalies";

  private VertexMonitoring() {}

  static Reading read(JsonNode entry) {
    var anomalies = entry.path("jsonPayload").path(ANOMALIES);
    var signals = new ArrayList<Signal>();
    for (var feature : anomalies.path("featureStats")) {
      signals.add(signal(entry, anomalies, feature));
    }
    return Understood.of(signals.isEmpty() ? List.of(whole(entry, anomalies)) : signals);
  }

  private static Signal signal(JsonNode entry, JsonNode anomalies, JsonNode feature) {
    var name = Values.name(feature.path("featureDisplayName"));
    var scores = feature.path("predictionStats");
    return draft(entry, anomalies, name).measured(objective(anomalies) + (name == null ? "" : "[" + name + "]"),
        Values.number(scores.path(scores.size() - 1).path("score")),
        Values.number(feature.path("threshold").path("value")))
        .signal();
  }

  private static Signal whole(JsonNode entry, JsonNode anomalies) {
    return draft(entry, anomalies, null)
        .measured(objective(anomalies), Values.number(anomalies.path("anomalyCount")), null)
        .signal();
  }

  private static Draft draft(JsonNode entry, JsonNode anomalies, @Nullable String feature) {
    var labels = entry.path("resource").path("labels");
    var job = Values.name(labels.path("model_deployment_monitoring_job"));
    var severity = Values.name(entry.path("severity"));
    var model = Values.name(anomalies.path("deployedModelId"));
    var draft = new Draft(SignalStatus.FIRING, Kind.DRIFT).of(job == null ? null : "monitoring-job/" + job, model)
        .key("vertex", job, objective(anomalies), feature == null ? "*" : feature)
        .since(Times.time(entry.path("timestamp")))
        .told("location", Values.name(labels.path("location")))
        .told("monitoring_job", job)
        .told("deployed_model", model)
        .told("objective", objective(anomalies))
        .told("feature", feature);
    return severity == null ? draft : draft.severity(Conventions.PUBLISHED.severity(severity));
  }

  private static String objective(JsonNode anomalies) {
    var objective = Values.name(anomalies.path("objective"));
    return objective == null ? "ANOMALY" : objective;
  }
}
