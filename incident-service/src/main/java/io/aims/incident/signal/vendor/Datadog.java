package io.aims.incident.signal.vendor;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.aims.incident.signal.Headers;
import io.aims.incident.signal.Reading;
import io.aims.incident.signal.Reading.Rejected;
import io.aims.incident.signal.Reading.Rejection;
import io.aims.incident.signal.Reading.Understood;
import io.aims.incident.signal.Severity;
import io.aims.incident.signal.SignalStatus;

/** Reads Datadog's webhook with the template that we hand out; the vendor itself prescribes no body. */
final class Datadog {
  private static final Conventions CONVENTIONS = Conventions.PUBLISHED;
  private static final Pattern LIMIT = Pattern.compile("[<>]=?\\s{0,9}(-?\\d{1,30}(?:\\.\\d{1,30})?)\\s{0,9}$");

  private Datadog() {}

  static Reading read(Headers headers, JsonNode root) {
    if (!root.isObject()) {
      return new Rejected(Rejection.NOT_AN_OBJECT);
    }
    var status = status(root.path("transition").asText());
    if (status == null) {
      return new Rejected(Rejection.STATUS_UNKNOWN);
    }
    var monitor = Values.name(root.path("alert_id"));
    if (monitor == null) {
      return new Rejected(Rejection.NO_SUBJECT);
    }
    var tags = tags(root);
    var names = CONVENTIONS.labels();
    return Understood.of(new Draft(status, CONVENTIONS.kind(Values.first(tags, names.kind(), Values.NAME),
        Values.text(root.path("title"), Values.TEXT))).severity(severity(root))
        .of(Values.first(tags, names.system(), Values.NAME), Values.first(tags, names.model(), Values.NAME))
        .key("datadog", Values.name(root.path("org_id")), Values.name(root.path("cycle_key")))
        .at(Times.time(root.path("date")))
        .measured(Values.name(root.path("metric")), null, limit(root.path("query").asText()))
        .summary(Values.text(root.path("title"), Values.TEXT))
        .told("alert_id", monitor)
        .told(scope(root))
        .links(Values.links(List.of(root.path("link"))))
        .signal());
  }

  private static @Nullable SignalStatus status(String transition) {
    return switch (transition) {
      case "Triggered", "Re-Triggered", "Warn", "Re-Warn", "No Data", "Re-No Data", "Renotify" -> SignalStatus.FIRING;
      case "Recovered", "Warn Recovered", "No Data Recovered" -> SignalStatus.RESOLVED;
      default -> null;
    };
  }

  /** The priority that somebody gave the monitor says more than the colour of the alert. */
  private static Severity severity(JsonNode root) {
    var priority = Values.name(root.path("priority"));
    return CONVENTIONS.severity(priority == null ? Values.name(root.path("alert_type")) : priority);
  }

  private static ObjectNode tags(JsonNode root) {
    var tags = JsonNodeFactory.instance.objectNode();
    pairs(root.path("scope").asText()).forEach(tags::put);
    pairs(root.path("tags").asText()).forEach(tags::put);
    return tags;
  }

  /** The group that is out of bounds; tags may come and go. */
  private static SortedMap<String, String> scope(JsonNode root) {
    return pairs(root.path("scope").asText());
  }

  private static SortedMap<String, String> pairs(String list) {
    var pairs = new TreeMap<String, String>();
    for (var tag : list.split(",")) {
      var pair = tag.strip().split(":", 2);
      if (!pair[0].isEmpty()) {
        pairs.put(pair[0], pair.length == 2 ? pair[1] : "");
      }
    }
    return pairs;
  }

  /** What the query ends with: {@code ... > 0.02}. */
  private static @Nullable Double limit(String query) {
    var tail = query.substring(Math.max(0, query.length() - 100));
    var found = LIMIT.matcher(tail);
    return found.find() ? Values.number(found.group(1)) : null;
  }
}
