package io.aims.incident.signal.vendor;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.databind.JsonNode;

import io.aims.incident.signal.Kind;
import io.aims.incident.signal.ModelEvent;
import io.aims.incident.signal.ModelEvent.Action;
import io.aims.incident.signal.ModelEvent.Subject;
import io.aims.incident.signal.Reading;
import io.aims.incident.signal.Reading.Ignored;
import io.aims.incident.signal.Reading.Quarantined;
import io.aims.incident.signal.Reading.Rejected;
import io.aims.incident.signal.Reading.Rejection;
import io.aims.incident.signal.Reading.Understood;
import io.aims.incident.signal.SignalStatus;

/** Reads events of Azure Machine Learning; a drift monitor reports drift and never its end. */
final class AzureMl {
  static final String PREFIX = "Microsoft.MachineLearningServices.";

  private AzureMl() {}

  /** Whose source is the workspace, whether it comes by Event Grid or was handed on. */
  static Reading event(CloudEvent event) {
    return event(event.type(), event.source(), event.time(), event.data());
  }

  /** @param topic the path of the workspace resource */
  static Reading event(String type, @Nullable String topic, JsonNode time, JsonNode data) {
    return switch (type.substring(PREFIX.length())) {
      case "DatasetDriftDetected" -> drift(workspace(topic), Times.time(time), data);
      case "ModelRegistered" -> model(Action.CREATED, "version", workspace(topic), Times.time(time), data);
      case "ModelDeployed" -> model(Action.UPDATED, "deployment", workspace(topic), Times.time(time), data);
      case "RunCompleted", "RunStatusChanged" -> new Ignored(Ignored.Why.LIFE_CYCLE);
      default -> new Quarantined(Quarantined.Why.EVENT_TYPE_UNKNOWN);
    };
  }

  private static Reading drift(@Nullable String workspace, @Nullable Instant at, JsonNode data) {
    var monitor = Values.name(data.path("DataDriftName"));
    if (monitor == null) {
      return new Rejected(Rejection.NO_SUBJECT);
    }
    return Understood.of(new Draft(SignalStatus.FIRING, Kind.DRIFT).key("azureml", workspace, monitor)
        .since(at)
        .measured("DriftCoefficient", Values.number(data.path("DriftCoefficient")), null)
        .told("workspace", workspace)
        .told("monitor", monitor)
        .told("monitorId", Values.name(data.path("DataDriftId")))
        .signal());
  }

  private static Reading model(Action action, String aspect, @Nullable String workspace, @Nullable Instant at,
      JsonNode data) {
    var names = data.path("ModelName").isMissingNode() ? data.path("ModelIds") : data.path("ModelName");
    var name = Values.name(names);
    if (name == null) {
      return new Rejected(Rejection.NO_SUBJECT);
    }
    var facts = new TreeMap<String, String>();
    if (workspace != null) {
      facts.put("workspace", workspace);
    }
    for (var fact : Map.of("ServiceName", "service", "ServiceComputeType", "compute").entrySet()) {
      var value = Values.name(data.path(fact.getKey()));
      if (value != null) {
        facts.put(fact.getValue(), value);
      }
    }
    return Understood.of(new ModelEvent(Subject.MODEL, name, Values.name(data.path("ModelVersion")), action, aspect,
        facts, at));
  }

  private static @Nullable String workspace(@Nullable String topic) {
    if (topic == null) {
      return null;
    }
    var marker = "/workspaces/";
    var at = topic.lastIndexOf(marker);
    return at < 0 ? null : Values.text(topic.substring(at + marker.length()), Values.NAME);
  }
}
