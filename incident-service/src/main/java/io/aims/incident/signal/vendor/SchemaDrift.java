package io.aims.incident.signal.vendor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import io.aims.incident.signal.Profile;

/**
 * Notices fields that vendors have added since {@code known-fields.json} was written; at most 20 of a delivery, so that
 * a metric that counts them stays small. Where names are data, as those of labels, nothing is known and nobody looks.
 */
final class SchemaDrift {
  private static final String FILE = "known-fields.json";
  private static final int NOTES = 20;
  private static final Pattern NAME = Pattern.compile("[@$_]{0,2}[A-Za-z][A-Za-z0-9_-]{0,59}");
  private static final int DIGITS = 4;
  private static final String DATA = "*";
  private static final String LISTED = "[]";
  private static final Known KNOWN = load();

  private SchemaDrift() {}

  /** For each profile the names known at a path: {@code ""} is the root, {@code alerts[]} each element of a list. */
  record Known(String version, String description, Map<Profile, Map<String, Set<String>>> fields) {}

  static Set<String> in(Profile profile, JsonNode root) {
    var notes = new TreeSet<String>();
    var known = KNOWN.fields().getOrDefault(profile, Map.of());
    look(known, alone(known, root) ? LISTED : "", root, notes);
    return notes;
  }

  /** What is known as an element of a list may come without the list. */
  private static boolean alone(Map<String, Set<String>> known, JsonNode root) {
    return root.isObject() && known.containsKey(LISTED) && !known.containsKey("");
  }

  /** Whether a field at this path, noted by whichever release, would be noted today. */
  static boolean unknown(Profile profile, String path) {
    var end = path.lastIndexOf('.');
    var names = KNOWN.fields().getOrDefault(profile, Map.of()).get(end < 0 ? "" : path.substring(0, end));
    return names != null && !names.contains(path.substring(end + 1));
  }

  private static void look(Map<String, Set<String>> known, String path, JsonNode node, Set<String> notes) {
    if (node.isArray()) {
      for (var element : node) {
        look(known, path + LISTED, element, notes);
      }
      return;
    }
    var names = known.get(path);
    if (names == null || notes.size() >= NOTES) {
      return;
    }
    for (var member : node.properties()) {
      if (names.contains(member.getKey())) {
        look(known, at(path, member.getKey()), member.getValue(), notes);
      } else if (notes.size() < NOTES) {
        notes.add(at(path, field(member.getKey())));
      }
    }
  }

  private static String at(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  /** A name that reads like data, as an address or an id does, is not repeated. */
  private static String field(String name) {
    return NAME.matcher(name).matches() && name.chars().filter(Character::isDigit).count() <= DIGITS ? name : DATA;
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
