package io.aims.incident.source;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** Which unknown fields a source was seen to send since the last page of the diary, so many of them and no more. */
final class FieldNotes {
  static final int PATHS = 100;
  private final Map<String, Note> byPath = new LinkedHashMap<>();
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
      if (byPath.size() < PATHS || byPath.containsKey(path)) {
        byPath.merge(path, new Note(path, at, at, 1), Note::and);
      } else {
        more++;
      }
    }
  }

  Collection<Note> all() {
    return byPath.values();
  }

  /** How often there was one for which no place is left. */
  long more() {
    return more;
  }
}
