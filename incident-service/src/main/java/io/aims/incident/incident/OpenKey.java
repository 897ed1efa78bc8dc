package io.aims.incident.incident;

import java.util.Comparator;
import java.util.UUID;

import io.aims.incident.signal.Kind;

/** What an incident is about while it is open: within an organisation there is at most one for a system and kind. */
record OpenKey(UUID systemId, Kind kind) implements Comparable<OpenKey> {
  private static final Comparator<OpenKey> ORDER = Comparator.comparing(OpenKey::text);

  static OpenKey of(Sighting sighting) {
    return new OpenKey(sighting.systemId(), sighting.signal().kind());
  }

  String text() {
    return systemId + "/" + kind;
  }

  /** The key of one signal, which goes before that of its system and kind: the suffix of a split. */
  static String ofSignal(String about, String signalKey) {
    return about + "#" + signalKey;
  }

  @Override
  public int compareTo(OpenKey other) {
    return ORDER.compare(this, other);
  }
}
