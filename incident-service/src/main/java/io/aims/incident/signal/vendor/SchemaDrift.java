package io.aims.incident.signal.vendor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import io.aims.incident.signal.Profile;

/**
 * Notices fields that vendors have added since {@code known-fields.json} was written; at most 20 of a delivery, so that
 * a metric that counts them stays small.
 */
final class SchemaDrift {
  private static final String FILE = "known-fields.json";
  private static final int NOTES = 20;
  private static final int NAME = 60;
  private static final Known KNOWN = load();

  private SchemaDrift() {}

  /** For each profile the names known at a path: {@code ""} is the root, {@code alerts[]} each element of a list. */
  record Known(String version, String description, Map<Profile, Map<String, Set<String>>> fields) {}

  static Set<String> in(Profile profile, JsonNode root) {
    var notes = new TreeSet<String>();
    look(KNOWN.fields().getOrDefault(profile, Map.of()), "", root, notes);
    return notes;
  }

  private static void look(Map<String, Set<String>> known, String path, JsonNode node, Set<String> notes) {
    if (node.isArray()) {
      for (var element : node) {
        look(known, path + "[]", element, notes);
      }
      return;
    }
    var names = known.get(path);
    if (names == null || notes.size() >= NOTES) {
      return;
    }
    for (var member : node.properties()) {
      var name = path.isEmpty() ? member.getKey() : path + "." + member.getKey();
      if (names.contains(member.getKey())) {
        look(known, name, member.getValue(), notes);
      } else if (notes.size() < NOTES) {
        notes.add(printable(name));
      }
    }
  }

  private static String printable(String name) {
    var text = Values.text(name, NAME);
    return text == null ? "(blank)" : text;
  }

  private static Known load() {
    try (var in = SchemaDrift.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IllegalStateException(FILE + " is missing");
      }
      return JsonMapper.builder().build().readValue(in, Known.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
