package io.aims.incident.signal.vendor;

import java.util.ArrayList;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.databind.JsonNode;

import io.aims.incident.signal.Reading;
import io.aims.incident.signal.Reading.Rejected;
import io.aims.incident.signal.Reading.Rejection;
import io.aims.incident.signal.Reading.Understood;
import io.aims.incident.signal.Signal;
import io.aims.incident.signal.SignalStatus;

/**
 * Reads alerts with labels and annotations as Prometheus has shaped them.
 *
 * <p>Tolerant, as vendors add fields without asking: what is unknown is skipped, what is missing is null. Only what
 * leaves no alert to speak of is rejected.
 */
final class PrometheusAlerts {
  private static final Conventions CONVENTIONS = Conventions.PUBLISHED;

  private PrometheusAlerts() {}

  /** @param finish adds what only the vendor at hand says of an alert */
  static Reading read(JsonNode root, BiFunction<JsonNode, Draft, Signal> finish) {
    if (!root.isObject()) {
      return new Rejected(Rejection.NOT_AN_OBJECT);
    }
    if (!root.path("alerts").isArray()) {
      return new Rejected(Rejection.NO_ALERTS);
    }
    var signals = new ArrayList<Signal>();
    for (var alert : root.path("alerts")) {
      if (!alert.isObject()) {
        return new Rejected(Rejection.ALERT_NOT_AN_OBJECT);
      }
      var status = status(alert, root);
      if (status == null) {
        return new Rejected(Rejection.STATUS_UNKNOWN);
      }
      signals.add(finish.apply(alert, draft(alert, status)));
    }
    return Understood.of(signals);
  }

  /** An alert's own status counts; the group's is "firing" as long as one of its alerts is. */
  private static @Nullable SignalStatus status(JsonNode alert, JsonNode root) {
    return switch (alert.path("status").asText(root.path("status").asText())) {
      case "firing" -> SignalStatus.FIRING;
      case "resolved" -> SignalStatus.RESOLVED;
      default -> null;
    };
  }

  private static Draft draft(JsonNode alert, SignalStatus status) {
    var labels = alert.path("labels");
    var notes = alert.path("annotations");
    var names = CONVENTIONS.labels();
    var kind = CONVENTIONS.kind(Values.first(labels, names.kind(), Values.NAME),
        Values.name(labels.path("alertname")));
    return new Draft(status, kind)
        .severity(CONVENTIONS.severity(Values.first(labels, names.severity(), Values.NAME)))
        .of(Values.first(labels, names.system(), Values.NAME), Values.first(labels, names.model(), Values.NAME))
        .since(Times.time(alert.path("startsAt")))
        .until(Times.time(alert.path("endsAt")))
        .measured(Values.first(notes, CONVENTIONS.annotations().metric(), Values.NAME), value(alert, notes),
            Values.number(Values.first(notes, CONVENTIONS.annotations().threshold(), Values.NAME)))
        .summary(Values.first(notes, CONVENTIONS.annotations().summary(), Values.TEXT))
        .told(shown(labels));
  }

  private static @Nullable Double value(JsonNode alert, JsonNode notes) {
    var said = Values.number(Values.first(notes, CONVENTIONS.annotations().value(), Values.NAME));
    return said == null ? measure(alert.path("values")) : said;
  }

  /** Labels between double underscores are the alerting tool's own. */
  private static SortedMap<String, String> shown(JsonNode object) {
    var labels = Values.labels(object);
    labels.keySet().removeIf(label -> label.startsWith("__") && label.endsWith("__"));
    return labels;
  }

  /**
   * Grafana's values of a rule by query letter: what is measured is queried and reduced before it is compared, so that
   * the first one in the alphabet is the measure.
   */
  private static @Nullable Double measure(JsonNode values) {
    var byLetter = new TreeMap<String, JsonNode>();
    values.properties().forEach(value -> byLetter.put(value.getKey(), value.getValue()));
    return byLetter.isEmpty() ? null : Values.number(byLetter.firstEntry().getValue());
  }
}
