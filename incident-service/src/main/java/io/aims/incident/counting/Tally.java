package io.aims.incident.counting;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.aims.incident.signal.Kind;
import io.aims.incident.signal.SignalKey;

/**
 * Counts the sightings of one signal in a batch of deliveries, so that a storm costs one row and not one per
 * notification.
 */
public final class Tally {
  private final UUID id;
  private final OpenKey about;
  private final Set<UUID> deliveries = new HashSet<>();
  private Sighting latest;
  private @Nullable Sighting fired;
  private long firing;
  private long resolved;
  private long waited;
  private Instant firstSeen;

  private Tally(UUID id, OpenKey about, Sighting first) {
    this.id = id;
    this.about = about;
    this.latest = first;
    this.firstSeen = first.receivedAt();
  }

  /**
   * The tallies by what they are about, each in order of signal key; {@code sightings} come in order of their
   * deliveries. An end belongs to what has fired, of whatever kind it is itself: some monitors name nothing but the key
   * then.
   *
   * @param kinds the kinds of the signals that are known already
   */
  public static SortedMap<OpenKey, Collection<Tally>> of(List<Sighting> sightings, Map<SignalKey, Kind> kinds,
      Supplier<UUID> ids) {
    var kindOf = new HashMap<>(kinds);
    var tallies = new TreeMap<OpenKey, Map<String, Tally>>();
    for (var sighting : sightings) {
      var its = sighting.signal().kind();
      var kind = sighting.signal().firing() ? its : kindOf.getOrDefault(sighting.key(), its);
      kindOf.put(sighting.key(), kind);
      var about = new OpenKey(sighting.systemId(), kind);
      tallies.computeIfAbsent(about, any -> new TreeMap<>())
          .computeIfAbsent(sighting.key().hex(), key -> new Tally(ids.get(), about, sighting))
          .add(sighting);
    }
    var counted = new TreeMap<OpenKey, Collection<Tally>>();
    tallies.forEach((about, bySignal) -> counted.put(about, bySignal.values()));
    return counted;
  }

  private void add(Sighting sighting) {
    deliveries.add(sighting.deliveryId());
    latest = sighting;
    if (sighting.signal().firing()) {
      firing++;
      fired = sighting;
    } else {
      resolved++;
    }
    if (sighting.waited() != null) {
      addWaited(sighting.waited());
    }
  }

  private void addWaited(Sighting.Waited earlier) {
    firing += earlier.firing();
    resolved += earlier.resolved();
    waited += earlier.deliveries();
    firstSeen = earlier.since().isBefore(firstSeen) ? earlier.since() : firstSeen;
  }

  UUID id() {
    return id;
  }

  public SignalKey key() {
    return latest.key();
  }

  OpenKey about() {
    return about;
  }

  Sighting latest() {
    return latest;
  }

  /** What describes it best: the last one that fired, as an end may name nothing but the key. */
  Sighting telling() {
    return fired == null ? latest : fired;
  }

  long firing() {
    return firing;
  }

  long resolved() {
    return resolved;
  }

  long deliveries() {
    return waited + deliveries.size();
  }

  Instant firstSeen() {
    return firstSeen;
  }
}
