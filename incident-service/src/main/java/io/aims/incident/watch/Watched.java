package io.aims.incident.watch;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import io.aims.incident.signal.SignalKey;
import io.aims.incident.watch.Listening.Notice;

/** What a batch of statements leads to: which signals may open an incident, and what is worth telling of which. */
public final class Watched {
  private final Set<SignalKey> opening;
  private final Map<SignalKey, List<Notice>> notices;

  Watched(Set<SignalKey> opening, Map<SignalKey, List<Notice>> notices) {
    this.opening = opening;
    this.notices = notices;
  }

  public boolean opens(SignalKey key) {
    return opening.contains(key);
  }

  /** What is worth telling of these signals, in one line; empty when nothing is. */
  public Optional<String> told(List<SignalKey> keys) {
    var counts = new EnumMap<Notice, Integer>(Notice.class);
    keys.forEach(key -> notices.getOrDefault(key, List.of()).forEach(notice -> counts.merge(notice, 1, Integer::sum)));
    return counts.isEmpty()
        ? Optional.empty()
        : Optional.of("Signals: " + counts.entrySet()
            .stream()
            .map(count -> count.getKey().name().toLowerCase(Locale.ROOT) + " " + count.getValue())
            .collect(Collectors.joining(", ")));
  }
}
