package io.aims.incident.signal.vendor;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;

import io.aims.incident.signal.Headers;
import io.aims.incident.signal.Kind;
import io.aims.incident.signal.Reading;
import io.aims.incident.signal.Reading.Rejected;
import io.aims.incident.signal.Reading.Rejection;
import io.aims.incident.signal.Reading.Understood;
import io.aims.incident.signal.Severity;
import io.aims.incident.signal.SignalStatus;
import io.aims.incident.signal.vendor.StrictObject.Violation;

/**
 * Reads our own format to the letter of {@code native-event.schema.json}: what the schema does not know is refused, so
 * that a misspelt field is found at once and not by an auditor.
 */
final class NativeEvent {
  private static final String FIRING = "ai.signal.firing";
  private static final String RESOLVED = "ai.signal.resolved";
  private static final String GUARD = "ai.guard.result";
  static final Set<String> TYPES = Set.of(FIRING, RESOLVED, GUARD);
  private static final Set<String> KINDS = words(Kind.values());
  private static final Set<String> SEVERITIES = words(Severity.values());

  private NativeEvent() {}

  static Reading read(Headers headers, JsonNode root) {
    try {
      var event = StrictObject.of(root).only(Set.of("type", "timestamp", "data"));
      var type = event.word("type", TYPES);
      event.time("timestamp");
      return content(type, root.path("timestamp"), event.object("data"));
    } catch (Violation violation) {
      return new Rejected(Rejection.NOT_NATIVE, violation.at());
    }
  }

  /** The same data in a CloudEvent, whose attributes take the place of our envelope. */
  static Reading inCloudEvent(CloudEvent event) {
    try {
      return content(event.type(), event.time(), StrictObject.of(event.data()));
    } catch (Violation violation) {
      return new Rejected(Rejection.NOT_NATIVE, violation.at());
    }
  }

  private static Reading content(String type, JsonNode time, StrictObject data) throws Violation {
    return type.equals(GUARD) ? guard(time, data) : signal(type, data);
  }

  private static Reading guard(JsonNode time, StrictObject data) throws Violation {
    data.only(Set.of("guard", "systemRef", "modelRef", "result")).word("guard", Set.of("lakera"));
    var system = data.optionalName("systemRef");
    var model = data.optionalName("modelRef");
    return LakeraGuard.read(system, model, time, data.object("result").node());
  }

  private static Reading signal(String type, StrictObject data) throws Violation {
    data.only(Set.of("kind", "severity", "status", "systemRef", "modelRef", "fingerprint", "startsAt", "endsAt",
        "metric", "value", "threshold", "summary", "labels", "links"));
    var firing = type.equals(FIRING);
    data.word("status", Set.of(firing ? "firing" : "resolved"));
    var kind = Kind.valueOf(upper(data.word("kind", KINDS)));
    var severity = Severity.valueOf(upper(data.word("severity", SEVERITIES)));
    if (firing) {
      data.none("endsAt");
    }
    var draft = new Draft(firing ? SignalStatus.FIRING : SignalStatus.RESOLVED, kind).severity(severity)
        .of(data.optionalName("systemRef"), data.optionalName("modelRef"))
        .since(data.optionalTime("startsAt"))
        .until(data.optionalTime("endsAt"))
        .measured(data.optionalName("metric"), data.optionalNumber("value"), data.optionalNumber("threshold"))
        .summary(data.optionalText("summary", Values.TEXT))
        .links(data.links("links"));
    return Understood.of(identified(draft, data, kind).signal());
  }

  /** The sender's fingerprint says what is the same; without one everything that is not measured does. */
  private static Draft identified(Draft draft, StrictObject data, Kind kind) throws Violation {
    var labels = data.labels("labels");
    var fingerprint = data.optionalName("fingerprint");
    return fingerprint == null
        ? draft.told(labels)
            .told("kind", kind.name())
            .told("systemRef", data.optionalName("systemRef"))
            .told("modelRef", data.optionalName("modelRef"))
            .told("metric", data.optionalName("metric"))
        : draft.key("native", fingerprint).told("fingerprint", fingerprint);
  }

  private static Set<String> words(Enum<?>[] values) {
    return Stream.of(values)
        .map(value -> value.name().toLowerCase(Locale.ROOT))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String upper(String word) {
    return word.toUpperCase(Locale.ROOT);
  }
}
