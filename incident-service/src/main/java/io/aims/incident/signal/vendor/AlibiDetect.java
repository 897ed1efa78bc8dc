package io.aims.incident.signal.vendor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.databind.JsonNode;

import io.aims.incident.signal.Kind;
import io.aims.incident.signal.Reading;
import io.aims.incident.signal.Reading.Rejected;
import io.aims.incident.signal.Reading.Rejection;
import io.aims.incident.signal.Reading.Understood;
import io.aims.incident.signal.SignalStatus;

/**
 * Reads what alibi-detect finds behind Seldon and KServe. The detector's verdict counts and is never recomputed; each
 * delivery is a verdict, so that the next good one resolves.
 */
final class AlibiDetect {
  private AlibiDetect() {}

  static Reading drift(CloudEvent event) {
    var data = event.data().path("data");
    var verdict = verdict(data.path("is_drift"));
    if (verdict == null) {
      return new Rejected(Rejection.STATUS_UNKNOWN);
    }
    var least = least(data.path("p_val"));
    var measure = least == null ? greatest(data.path("distance")) : least;
    return Understood.of(draft(event, verdict)
        .measured(metric(event, least == null ? "distance" : "p_val", measure), measure == null
            ? null
            : measure.getValue(), threshold(data.path("threshold")))
        .signal());
  }

  static Reading outlier(CloudEvent event) {
    var data = event.data().path("data");
    var verdict = verdict(data.path("is_outlier"));
    if (verdict == null) {
      return new Rejected(Rejection.STATUS_UNKNOWN);
    }
    var score = greatest(data.path("instance_score"));
    return Understood.of(draft(event, verdict)
        .measured(metric(event, "instance_score", score == null ? null : Map.entry("", score.getValue())),
            score == null ? null : score.getValue(), threshold(data.path("threshold")))
        .signal());
  }

  private static Draft draft(CloudEvent event, SignalStatus status) {
    var service = event.attribute("inferenceservicename");
    var namespace = event.attribute("namespace");
    var system = service == null || namespace == null ? service : namespace + "/" + service;
    var detector = detector(event);
    return new Draft(status, Kind.DRIFT).of(system, null)
        .key("alibi", system, detector)
        .at(Times.time(event.time()))
        .told("type", event.type())
        .told("system", system == null ? event.source() : system)
        .told("detector", detector)
        .told("endpoint", event.attribute("endpoint"));
  }

  private static String detector(CloudEvent event) {
    var name = Values.name(event.data().path("meta").path("name"));
    return name == null ? "detector" : name;
  }

  private static String metric(CloudEvent event, String measure, Map.@Nullable Entry<String, Double> of) {
    return detector(event) + "." + measure + (of == null || of.getKey().isEmpty() ? "" : "[" + of.getKey() + "]");
  }

  /** One verdict, or one per feature or instance: a single bad one is bad. Null when there is none. */
  private static @Nullable SignalStatus verdict(JsonNode value) {
    if (value.isArray() && !value.isEmpty()) {
      var found = new ArrayList<@Nullable SignalStatus>();
      value.forEach(one -> found.add(one.isArray() ? null : verdict(one)));
      return found.contains(SignalStatus.FIRING)
          ? SignalStatus.FIRING
          : found.contains(null) ? null : SignalStatus.RESOLVED;
    }
    if (value.isBoolean()) {
      return value.booleanValue() ? SignalStatus.FIRING : SignalStatus.RESOLVED;
    }
    return value.isNumber() ? value.intValue() == 0 ? SignalStatus.RESOLVED : SignalStatus.FIRING : null;
  }

  private static Map.@Nullable Entry<String, Double> least(JsonNode values) {
    return named(values).stream().min(Map.Entry.comparingByValue()).orElse(null);
  }

  private static Map.@Nullable Entry<String, Double> greatest(JsonNode values) {
    return named(values).stream().max(Map.Entry.comparingByValue()).orElse(null);
  }

  private static @Nullable Double threshold(JsonNode value) {
    var least = least(value);
    return least == null ? null : least.getValue();
  }

  /** A number, a list of numbers, or numbers by feature. */
  private static List<Map.Entry<String, Double>> named(JsonNode values) {
    var named = new ArrayList<Map.Entry<String, Double>>();
    if (values.isObject()) {
      values.properties().forEach(value -> add(named, Values.text(value.getKey(), Values.NAME), value.getValue()));
    } else if (values.isArray()) {
      for (var index = 0; index < values.size(); index++) {
        add(named, Integer.toString(index), values.get(index));
      }
    } else {
      add(named, "", values);
    }
    return named;
  }

  private static void add(List<Map.Entry<String, Double>> named, @Nullable String name, JsonNode value) {
    var number = Values.number(value);
    if (number != null) {
      named.add(Map.entry(name == null ? "" : name, number));
    }
  }
}
