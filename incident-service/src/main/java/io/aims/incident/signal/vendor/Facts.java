package io.aims.incident.signal.vendor;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.databind.JsonNode;

/** Picks short values by name; lists of scalars are joined by commas. */
final class Facts {
  private Facts() {}

  static SortedMap<String, String> of(JsonNode object, List<String> names) {
    var facts = new TreeMap<String, String>();
    for (var name : names) {
      var value = object.path(name);
      var text = value.isArray() ? joined(value) : Values.name(value);
      if (text != null && !text.isEmpty()) {
        facts.put(name, text);
      }
    }
    return facts;
  }

  private static @Nullable String joined(JsonNode list) {
    var joined = new StringBuilder();
    for (var element : list) {
      if (joined.length() < Values.NAME && element.isValueNode()) {
        joined.append(joined.isEmpty() ? "" : ",").append(element.asText());
      }
    }
    return Values.text(joined.toString(), Values.NAME);
  }
}
