package io.aims.incident.signal.vendor;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.databind.JsonNode;

/** Reads single values as a database and a terminal can bear them; what is missing or nonsense is null. */
final class Values {
  static final int NAME = 200;
  static final int TEXT = 2000;
  private static final int LINKS = 20;
  private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d{1,400}(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d{1,3})?");
  private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cs}]+");

  private Values() {}

  static @Nullable String name(JsonNode value) {
    return text(value, NAME);
  }

  /** One line of printable text; null when nothing is left. */
  static @Nullable String text(JsonNode value, int limit) {
    return value.isNull() ? null : text(value.asText(), limit);
  }

  static @Nullable String text(@Nullable String value, int limit) {
    var text = value == null ? "" : UNPRINTABLE.matcher(value).replaceAll(" ").strip();
    if (text.length() > limit) {
      text = text.substring(0, Character.isHighSurrogate(text.charAt(limit - 1)) ? limit - 1 : limit);
    }
    return text.isEmpty() ? null : text;
  }

  /** The first of the names that has a value. */
  static @Nullable String first(JsonNode fields, List<String> names, int limit) {
    for (var name : names) {
      var text = text(fields.path(name), limit);
      if (text != null) {
        return text;
      }
    }
    return null;
  }

  /** A finite number, also one written as text. */
  static @Nullable Double number(JsonNode value) {
    return value.isValueNode() ? number(text(value, NAME)) : null;
  }

  static @Nullable Double number(@Nullable String text) {
    if (text == null || !NUMBER.matcher(text).matches()) {
      return null;
    }
    var number = Double.parseDouble(text);
    return Double.isFinite(number) ? number : null;
  }

  /** The scalar members of an object as labels, uncut. */
  static SortedMap<String, String> labels(JsonNode object) {
    var labels = new TreeMap<String, String>();
    object.properties().forEach(member -> labels.put(member.getKey(), member.getValue().asText()));
    return labels;
  }

  /** Addresses that a browser may follow. */
  static List<String> links(Iterable<JsonNode> candidates) {
    var links = new ArrayList<String>();
    for (var candidate : candidates) {
      var link = candidate.asText();
      if (links.size() < LINKS && link.length() <= TEXT && web(link)) {
        links.add(link);
      }
    }
    return links;
  }

  static boolean web(String link) {
    try {
      var uri = URI.create(link);
      return ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme())) && uri.getHost() != null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
