package io.aims.incident.signal;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import io.aims.incident.signal.Reading.Rejected;
import io.aims.incident.signal.Reading.Rejection;
import io.aims.incident.signal.Reading.Understood;

/**
 * Reads the webhook of Prometheus Alertmanager, version 4: each alert of the group is one signal.
 *
 * <p>Tolerant, as vendors add fields without asking: what is unknown is skipped, what is missing is null. Only what
 * leaves no alert to speak of is rejected.
 */
final class AlertmanagerProfile {
  private static final AlertmanagerConventions CONVENTIONS = AlertmanagerConventions.load();
  private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
      .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(64).build())
      .build()).enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();
  private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d{1,3})?");
  private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cs}]+");
  private static final int NAME = 200;
  private static final int TEXT = 2000;

  private AlertmanagerProfile() {}

  static Reading read(byte[] body) {
    try {
      var root = JSON.readTree(body);
      if (!root.isObject()) {
        return new Rejected(root.isMissingNode() ? Rejection.NOT_JSON : Rejection.NOT_AN_OBJECT);
      }
      return root.path("alerts").isArray() ? alerts(root) : new Rejected(Rejection.NO_ALERTS);
    } catch (IOException e) {
      return new Rejected(Rejection.NOT_JSON);
    }
  }

  private static Reading alerts(JsonNode root) {
    var signals = new ArrayList<Signal>();
    for (var alert : root.path("alerts")) {
      if (!alert.isObject()) {
        return new Rejected(Rejection.ALERT_NOT_AN_OBJECT);
      }
      var status = status(alert, root);
      if (status == null) {
        return new Rejected(Rejection.STATUS_UNKNOWN);
      }
      signals.add(signal(alert, status));
    }
    return new Understood(signals);
  }

  /** An alert's own status counts; the group's is "firing" as long as one of its alerts is. */
  private static @Nullable SignalStatus status(JsonNode alert, JsonNode root) {
    return switch (alert.path("status").asText(root.path("status").asText())) {
      case "firing" -> SignalStatus.FIRING;
      case "resolved" -> SignalStatus.RESOLVED;
      default -> null;
    };
  }

  private static Signal signal(JsonNode alert, SignalStatus status) {
    var labels = alert.path("labels");
    var annotations = alert.path("annotations");
    var names = CONVENTIONS.labels();
    var notes = CONVENTIONS.annotations();
    var fingerprint = text(alert.path("fingerprint"), NAME);
    return new Signal(
        CONVENTIONS.kind(first(labels, names.kind(), NAME), text(labels.path("alertname"), NAME)),
        CONVENTIONS.severity(first(labels, names.severity(), NAME)),
        status,
        first(labels, names.system(), NAME),
        first(labels, names.model(), NAME),
        fingerprint == null ? null : "alertmanager:" + fingerprint,
        time(alert.path("startsAt")),
        status == SignalStatus.FIRING ? null : time(alert.path("endsAt")),
        first(annotations, notes.metric(), NAME),
        number(first(annotations, notes.value(), NAME)),
        number(first(annotations, notes.threshold(), NAME)),
        first(annotations, notes.summary(), TEXT),
        identity(labels));
  }

  /**
   * Where the alert was seen and by which request changes from one notification to the next; what is wrong does not.
   */
  private static SortedMap<String, String> identity(JsonNode labels) {
    var identity = new TreeMap<String, String>();
    labels.properties().forEach(label -> {
      if (CONVENTIONS.tellsApart(label.getKey())) {
        identity.put(label.getKey(), label.getValue().asText());
      }
    });
    return identity;
  }

  private static @Nullable String first(JsonNode fields, List<String> names, int limit) {
    for (var name : names) {
      var text = text(fields.path(name), limit);
      if (text != null) {
        return text;
      }
    }
    return null;
  }

  /** One line of printable text without what a database or a terminal would choke on; null when nothing is left. */
  private static @Nullable String text(JsonNode value, int limit) {
    var text = value.isNull() ? "" : UNPRINTABLE.matcher(value.asText()).replaceAll(" ").strip();
    if (text.length() > limit) {
      text = text.substring(0, Character.isHighSurrogate(text.charAt(limit - 1)) ? limit - 1 : limit);
    }
    return text.isEmpty() ? null : text;
  }

  /** The zero time of Go, {@code 0001-01-01T00:00:00Z}, means "not yet". */
  private static @Nullable Instant time(JsonNode value) {
    try {
      var time = OffsetDateTime.parse(value.asText());
      return time.getYear() < 1970 || time.getYear() > 9999 ? null : time.toInstant().truncatedTo(ChronoUnit.MICROS);
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static @Nullable Double number(@Nullable String text) {
    if (text == null || !NUMBER.matcher(text).matches()) {
      return null;
    }
    var number = Double.parseDouble(text);
    return Double.isFinite(number) ? number : null;
  }
}
