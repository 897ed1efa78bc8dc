package io.aims.incident.counting;

import java.util.Comparator;
import java.util.UUID;

import io.aims.incident.signal.Kind;

/** What an incident is about while it is open: within an organisation there is at most one for a system and kind. */
public record OpenKey(UUID systemId, Kind kind) implements Comparable<OpenKey> {
  private static final Comparator<OpenKey> ORDER = Comparator.comparing(OpenKey::text);

  static OpenKey parse(String text) {
    var parts = text.split("/", 2);
    return new OpenKey(UUID.fromString(parts[0]), Kind.valueOf(parts[1]));
  }

  public String text() {
    return systemId + "/" + kind;
  }

  /** The key of one signal, which goes before that of its system and kind: the suffix of a split. */
  public static String ofSignal(String about, String signalKey) {
    return about + "#" + signalKey;
  }

  @Override
  public int compareTo(OpenKey other) {
    return ORDER.compare(this, other);
  }
}
