package io.aims.incident.timeline;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/** A line as it was written down, as far as the times of an incident and corrections depend on it. */
record Mark(UUID id, EntryKind kind, Instant occurredAt, @Nullable UUID supersedes) {

  /** Those that stand, each at the place of the line that it corrects; {@code written} is in order of writing. */
  static List<Mark> standing(List<Mark> written) {
    var places = new ArrayList<Mark>();
    Map<UUID, Integer> placeOf = new HashMap<>();
    for (var mark : written) {
      var place = mark.supersedes() == null ? null : placeOf.get(mark.supersedes());
      if (place == null) {
        placeOf.put(mark.id(), places.size());
        places.add(mark);
      } else {
        placeOf.put(mark.id(), place);
        places.set(place, mark);
      }
    }
    return places;
  }
}
