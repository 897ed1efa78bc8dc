package io.aims.incident.incident;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.aims.incident.signal.SignalKey;

/**
 * Counts the sightings of one signal in a batch of deliveries, so that a storm costs one row and not one per
 * notification.
 */
final class Tally {
  private final UUID id;
  private final Set<UUID> deliveries = new HashSet<>();
  private Sighting latest;
  private @Nullable Sighting fired;
  private long firing;
  private long resolved;
  private final Instant firstSeen;

  private Tally(UUID id, Sighting first) {
    this.id = id;
    this.latest = first;
    this.firstSeen = first.receivedAt();
  }

  /**
   * The tallies by what they are about, each in order of signal key; {@code sightings} come in order of their
   * deliveries.
   */
  static SortedMap<OpenKey, Collection<Tally>> of(List<Sighting> sightings, Supplier<UUID> ids) {
    var tallies = new TreeMap<OpenKey, Map<String, Tally>>();
    for (var sighting : sightings) {
      tallies.computeIfAbsent(OpenKey.of(sighting), about -> new TreeMap<>())
          .computeIfAbsent(sighting.key().hex(), key -> new Tally(ids.get(), sighting))
          .add(sighting);
    }
    var counted = new TreeMap<OpenKey, Collection<Tally>>();
    tallies.forEach((about, bySignal) -> counted.put(about, bySignal.values()));
    return counted;
  }

  /** What opens an incident: the worst that has fired and may open one, even if it is over by now. */
  static Optional<Opener> opener(Collection<Tally> tallies, Predicate<SignalKey> mayOpen) {
    return tallies.stream()
        .filter(tally -> mayOpen.test(tally.key()))
        .flatMap(Tally::opener)
        .min(Comparator.comparing(o -> o.by().signal().severity()));
  }

  /** A firing signal, by the id under which it is counted. */
  record Opener(UUID signalId, Sighting by) {}

  private Stream<Opener> opener() {
    return Stream.ofNullable(fired).map(by -> new Opener(id, by));
  }

  private void add(Sighting sighting) {
    deliveries.add(sighting.deliveryId());
    latest = sighting;
    if (sighting.signal().firing()) {
      firing++;
      fired = fired == null ? sighting : fired;
    } else {
      resolved++;
    }
  }

  UUID id() {
    return id;
  }

  SignalKey key() {
    return latest.key();
  }

  Sighting latest() {
    return latest;
  }

  long firing() {
    return firing;
  }

  long resolved() {
    return resolved;
  }

  int deliveries() {
    return deliveries.size();
  }

  Instant firstSeen() {
    return firstSeen;
  }
}
