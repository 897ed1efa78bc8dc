package io.aims.incident.signal.vendor;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.databind.JsonNode;

import io.aims.incident.signal.Kind;
import io.aims.incident.signal.Reading;
import io.aims.incident.signal.Reading.Ignored;
import io.aims.incident.signal.Reading.Rejected;
import io.aims.incident.signal.Reading.Rejection;
import io.aims.incident.signal.Reading.Understood;
import io.aims.incident.signal.SignalStatus;

/** Reads alarms of Amazon CloudWatch as SNS and as EventBridge word them. */
final class CloudWatch {
  private static final List<String> SYSTEMS = List.of("ai_system_id", "ai_system", "EndpointName", "Endpoint");

  private CloudWatch() {}

  /** As the alarm's action posts it to a topic. */
  static Reading alarm(JsonNode alarm) {
    var trigger = alarm.path("Trigger");
    var dimensions = new TreeMap<String, String>();
    for (var dimension : trigger.path("Dimensions")) {
      dimensions.put(dimension.path("name").asText(), dimension.path("value").asText());
    }
    return reading(alarm.path("NewStateValue").asText(), Values.name(alarm.path("AlarmName")),
        Values.text(alarm.path("AlarmArn"), Values.TEXT), Values.name(trigger.path("MetricName")), dimensions,
        alarm.path("StateChangeTime"), Values.number(trigger.path("Threshold")),
        Values.text(alarm.path("NewStateReason"), Values.TEXT));
  }

  /** As "CloudWatch Alarm State Change" of EventBridge. */
  static Reading event(JsonNode event) {
    var detail = event.path("detail");
    var metric = detail.path("configuration").path("metrics").path(0).path("metricStat").path("metric");
    return reading(detail.path("state").path("value").asText(), Values.name(detail.path("alarmName")),
        Values.text(event.path("resources").path(0), Values.TEXT), Values.name(metric.path("name")),
        Values.labels(metric.path("dimensions")), detail.path("state").path("timestamp"), null,
        Values.text(detail.path("state").path("reason"), Values.TEXT));
  }

  private static Reading reading(String state, @Nullable String name, @Nullable String arn, @Nullable String metric,
      SortedMap<String, String> dimensions, JsonNode time, @Nullable Double threshold,
      @Nullable String reason) {
    if (name == null) {
      return new Rejected(Rejection.NO_SUBJECT);
    }
    return switch (state) {
      case "ALARM" -> Understood.of(draft(SignalStatus.FIRING, name, arn, metric, dimensions).at(Times.time(time))
          .measured(metric, null, threshold)
          .summary(reason)
          .signal());
      case "OK" -> Understood.of(draft(SignalStatus.RESOLVED, name, arn, metric, dimensions).at(Times.time(time))
          .measured(metric, null, threshold)
          .summary(reason)
          .signal());
      case "INSUFFICIENT_DATA" -> new Ignored(Ignored.Why.MONITOR_WITHOUT_DATA);
      default -> new Rejected(Rejection.STATUS_UNKNOWN);
    };
  }

  private static Draft draft(SignalStatus status, String name, @Nullable String arn, @Nullable String metric,
      SortedMap<String, String> dimensions) {
    return new Draft(status, kind(name, metric)).of(system(dimensions), null)
        .key("cloudwatch", arn == null ? name : arn)
        .told("alarm", arn == null ? name : arn);
  }

  private static Kind kind(String name, @Nullable String metric) {
    var hinted = Conventions.PUBLISHED.kind(null, name);
    return hinted == Kind.UNKNOWN ? Conventions.PUBLISHED.kind(null, metric) : hinted;
  }

  private static @Nullable String system(SortedMap<String, String> dimensions) {
    return SYSTEMS.stream()
        .map(dimensions::get)
        .filter(value -> value != null && !value.isBlank())
        .map(value -> Values.text(value, Values.NAME))
        .findFirst()
        .orElse(null);
  }
}
