package io.aims.incident.signal.vendor;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.databind.JsonNode;

/** Takes values from a JSON object only when they are exactly what they have to be, else says where they are not. */
record StrictObject(JsonNode node, String at) {
  private static final Pattern LINE = Pattern.compile("(?=.*\\S)[^\\x00-\\x1f\\x7f-\\x9f]*");
  private static final Pattern RFC3339 = Pattern
      .compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,9})?(Z|[+-]\\d\\d:\\d\\d)");
  private static final int LABELS = 100;
  private static final int LABEL_NAME = 100;
  private static final int LABEL_VALUE = 1000;
  private static final int LINKS = 20;

  /** A value that is not what it has to be. */
  static final class Violation extends Exception {
    private final String at;

    Violation(String at) {
      super(null, null, false, false);
      this.at = at;
    }

    String at() {
      return at;
    }
  }

  static StrictObject of(JsonNode node) throws Violation {
    return of(node, "");
  }

  private static StrictObject of(JsonNode node, String at) throws Violation {
    if (!node.isObject()) {
      throw new Violation(at.isEmpty() ? "/" : at);
    }
    return new StrictObject(node, at);
  }

  StrictObject only(Set<String> names) throws Violation {
    for (var member : node.properties()) {
      if (!names.contains(member.getKey())) {
        throw violation(member.getKey());
      }
    }
    return this;
  }

  StrictObject object(String name) throws Violation {
    return of(node.path(name), at + "/" + name);
  }

  String word(String name, Set<String> allowed) throws Violation {
    var value = node.path(name);
    if (!value.isTextual() || !allowed.contains(value.textValue())) {
      throw violation(name);
    }
    return value.textValue();
  }

  void none(String name) throws Violation {
    if (node.has(name)) {
      throw violation(name);
    }
  }

  @Nullable
  String optionalName(String name) throws Violation {
    return optionalText(name, Values.NAME);
  }

  @Nullable
  String optionalText(String name, int limit) throws Violation {
    return node.has(name) ? line(node.path(name), limit, name) : null;
  }

  Instant time(String name) throws Violation {
    var value = node.path(name);
    if (!value.isTextual() || !RFC3339.matcher(value.textValue()).matches()) {
      throw violation(name);
    }
    try {
      OffsetDateTime.parse(value.textValue());
    } catch (DateTimeException e) {
      throw violation(name);
    }
    var time = Times.time(value);
    if (time == null) {
      throw violation(name);
    }
    return time;
  }

  @Nullable
  Instant optionalTime(String name) throws Violation {
    return node.has(name) ? time(name) : null;
  }

  @Nullable
  Double optionalNumber(String name) throws Violation {
    if (!node.has(name)) {
      return null;
    }
    var value = node.path(name);
    if (!value.isNumber() || !Double.isFinite(value.doubleValue())) {
      throw violation(name);
    }
    return value.doubleValue();
  }

  SortedMap<String, String> labels(String name) throws Violation {
    var labels = new TreeMap<String, String>();
    if (!node.has(name)) {
      return labels;
    }
    var within = object(name);
    for (var label : within.node.properties()) {
      if (labels.size() == LABELS || !sound(label.getKey(), LABEL_NAME)) {
        throw violation(name);
      }
      labels.put(label.getKey(), within.line(label.getValue(), LABEL_VALUE, label.getKey()));
    }
    return labels;
  }

  List<String> links(String name) throws Violation {
    var links = new ArrayList<String>();
    if (!node.has(name)) {
      return links;
    }
    if (!node.path(name).isArray() || node.path(name).size() > LINKS) {
      throw violation(name);
    }
    for (var link : node.path(name)) {
      var address = line(link, Values.TEXT, name);
      if (!Values.web(address)) {
        throw violation(name);
      }
      links.add(address);
    }
    return links;
  }

  private String line(JsonNode value, int limit, String name) throws Violation {
    if (!value.isTextual() || !sound(value.textValue(), limit)) {
      throw violation(name);
    }
    return value.textValue();
  }

  /** One line of well-formed text that is not blank (RFC 7493 section 2.1 for the half of a surrogate pair). */
  private static boolean sound(String text, int limit) {
    return text.codePointCount(0, text.length()) <= limit
        && LINE.matcher(text).matches()
        && text.codePoints().noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
  }

  private Violation violation(String name) {
    var printable = Values.text(name, 60);
    return new Violation(at + "/" + (printable == null ? "" : printable.replace("~", "~0").replace("/", "~1")));
  }
}
