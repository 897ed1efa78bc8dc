package io.aims.incident.source;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which unknown fields a source was seen to send since the last page of the diary, so many of them and no more: what was not
 * seen for longest gives way.
 */
final class FieldNotes {
  static final int PATHS = 100;
  private static final float USUAL_LOAD = 0.75f;
  /** Those seen last come last. */
  private final Map<String, Note> byPath = new LinkedHashMap<>(PATHS, USUAL_LOAD, true);
  private long more;

  /** @param deliveries in how many it was seen */
  record Note(String path, Instant firstSeenAt, Instant lastSeenAt, long deliveries) {

    private Note and(Note later) {
      return new Note(path, firstSeenAt, later.lastSeenAt, deliveries + later.deliveries);
    }
  }

  /** One delivery had these. */
  void see(Collection<String> paths, Instant at) {
    for (var path : paths) {
      byPath.merge(path, new Note(path, at, at, 1), Note::and);
      if (byPath.size() > PATHS) {
        var oldest = byPath.values().iterator().next();
        byPath.remove(oldest.path());
        more += oldest.deliveries();
      }
    }
  }

  Collection<Note> all() {
    return byPath.values();
  }

  /** How often there was one that has given way. */
  long more() {
    return more;
  }
}
