package io.aims.faults.check;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** An aggregate stands at the version of its newest event: no event without its state, no state without its event. */
final class StateMatchesEvents implements Invariant {

  @Override
  public String promise() {
    return "state and events agree";
  }

  @Override
  public Stream<String> breaches(Evidence evidence) {
    var newest = new HashMap<List<Object>, Integer>();
    evidence.events()
        .forEach(event -> newest.merge(List.of(event.service(), event.tenant(), event.aggregate()), event.version(),
            Math::max));
    var state = new HashMap<List<Object>, Integer>();
    evidence.aggregates().forEach(row -> state.put(List.of(row.service(), row.tenant(), row.id()), row.version()));
    var all = new HashSet<>(newest.keySet());
    all.addAll(state.keySet());
    return all.stream()
        .filter(id -> !Objects.equals(newest.get(id), state.get(id)))
        .map(id -> "%s has state of version %s and newest event of version %s".formatted(id, state.get(id),
            newest.get(id)));
  }
}
