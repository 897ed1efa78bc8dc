package io.aims.incident.unmapped;

import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/** All that a batch of deliveries says of one unmapped signal, so that a storm costs one row. */
final class Pile {
  private final Heard first;
  private final Set<UUID> deliveries = new HashSet<>();
  private Heard last;
  private @Nullable Heard run;
  private @Nullable Heard fired;
  private @Nullable Heard ended;
  private boolean over;
  private long firing;
  private long resolved;

  private Pile(Heard first) {
    this.first = first;
    this.last = first;
  }

  /** In order of their keys; {@code heard} comes in order of the deliveries. */
  static Collection<Pile> of(List<Heard> heard) {
    var piles = new TreeMap<String, Pile>();
    heard.forEach(one -> piles.computeIfAbsent(one.key().hex(), key -> new Pile(one)).add(one));
    return piles.values();
  }

  private void add(Heard heard) {
    deliveries.add(heard.deliveryId());
    last = heard;
    if (heard.signal().firing()) {
      run = run == null || over ? heard : run;
      over = false;
      fired = heard;
      firing++;
    } else {
      ended = heard;
      over = true;
      resolved++;
    }
  }

  Heard last() {
    return last;
  }

  /** What describes it best: the last one that fired, as an end may name nothing but the key. */
  Heard telling() {
    return fired == null ? last : fired;
  }

  /** What it last began to fire with; null when it has not fired. */
  @Nullable
  Heard run() {
    return run;
  }

  @Nullable
  Heard fired() {
    return fired;
  }

  @Nullable
  Heard ended() {
    return ended;
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
    return first.receivedAt();
  }
}
