package io.aims.incident.counting;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.UUID;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import io.aims.incident.signal.SignalKey;

/** Which open incident takes which signals: that of their system and kind, unless one has a key for the signal itself. */
public final class Holders {
  private final Map<String, UUID> byKey;

  Holders(Map<String, UUID> byKey) {
    this.byKey = byKey;
  }

  /** Signals of one system and kind that go to the same incident; null when there is none for them. */
  public record Share<T>(OpenKey about, @Nullable UUID incident, List<T> signals) {
    public List<SignalKey> keys(Function<T, SignalKey> key) {
      return signals.stream().map(key).toList();
    }
  }

  public Optional<UUID> of(OpenKey about, SignalKey signal) {
    return Optional.ofNullable(byKey.get(OpenKey.ofSignal(about.text(), signal.hex()))).or(() -> of(about));
  }

  /** What takes signals that have no key of their own. */
  public Optional<UUID> of(OpenKey about) {
    return Optional.ofNullable(byKey.get(about.text()));
  }

  /** The signals by where they go, in order of the keys. */
  public <T> List<Share<T>> shares(SortedMap<OpenKey, List<T>> signals, Function<T, SignalKey> key) {
    var shares = new ArrayList<Share<T>>();
    signals.forEach((about, its) -> {
      var byIncident = new LinkedHashMap<Optional<UUID>, List<T>>();
      its.forEach(signal -> byIncident.computeIfAbsent(of(about, key.apply(signal)), any -> new ArrayList<>())
          .add(signal));
      byIncident.forEach((incident, those) -> shares.add(new Share<>(about, incident.orElse(null), those)));
    });
    return shares;
  }
}
