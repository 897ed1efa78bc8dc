package io.aims.incident.watch;

import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

import io.aims.incident.signal.Kind;
import io.aims.incident.signal.SignalKey;
import io.aims.incident.watch.Listening.Notice;

/**
 * What a batch of statements leads to: which signals may open an incident, which of them could not before, what is worth
 * telling of which, and of which kind they were before.
 */
public final class Watched {
  static final Watched NOTHING = new Watched(Map.of(), Map.of(), Map.of(), Map.of());
  private final Map<SignalKey, Instant> opening;
  private final Map<SignalKey, Map<Listening.About, Firing>> firing;
  private final Map<SignalKey, List<Notice>> notices;
  private final Map<SignalKey, Kind> kinds;

  Watched(Map<SignalKey, Instant> opening, Map<SignalKey, Map<Listening.About, Firing>> firing,
      Map<SignalKey, List<Notice>> notices,
      Map<SignalKey, Kind> kinds) {
    this.opening = opening;
    this.firing = firing;
    this.notices = notices;
    this.kinds = kinds;
  }

  /** Those of these signals that open an incident if there is none, with the time since when they are heard to fire. */
  public Map<SignalKey, Instant> opening(Collection<SignalKey> keys) {
    var those = new HashMap<>(opening);
    those.keySet().retainAll(keys);
    return those;
  }

  /** Those of these signals that fire, about that system and of that kind, as far as rules and people want to know. */
  public Map<SignalKey, Firing> firing(UUID systemId, Kind kind, Collection<SignalKey> keys) {
    var about = new Listening.About(systemId, kind);
    return keys.stream()
        .filter(key -> firing.getOrDefault(key, Map.of()).containsKey(about))
        .collect(Collectors.toMap(key -> key, key -> firing.get(key).get(about)));
  }

  /** The kinds of the signals that had been heard of before. */
  public Map<SignalKey, Kind> kinds() {
    return kinds;
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
