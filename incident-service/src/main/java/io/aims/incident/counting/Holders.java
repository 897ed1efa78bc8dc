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

import io.aims.incident.signal.Severity;
import io.aims.incident.signal.SignalKey;

/** Which open incident takes which signals: that of their system and kind, unless one has a key for the signal itself. */
public final class Holders {
  private final Map<String, Holder> byKey;

  Holders(Map<String, Holder> byKey) {
    this.byKey = byKey;
  }

  /**
   * An open incident.
   *
   * @param signalled the worst that has been heard of its signals in its present life
   */
  public record Holder(UUID incident, Severity signalled) {}

  /** Signals of one system and kind that go to the same incident; null when there is none for them. */
  public record Share<T>(OpenKey about, @Nullable Holder holder, List<T> signals) {
    public @Nullable UUID incident() {
      return holder == null ? null : holder.incident();
    }

    public List<SignalKey> keys(Function<T, SignalKey> key) {
      return signals.stream().map(key).toList();
    }
  }

  public Optional<UUID> of(OpenKey about, SignalKey signal) {
    return holder(about, signal).map(Holder::incident);
  }

  /** What takes signals that have no key of their own. */
  public Optional<UUID> of(OpenKey about) {
    return Optional.ofNullable(byKey.get(about.text())).map(Holder::incident);
  }

  private Optional<Holder> holder(OpenKey about, SignalKey signal) {
    return Optional.ofNullable(byKey.get(OpenKey.ofSignal(about.text(), signal.hex())))
        .or(() -> Optional.ofNullable(byKey.get(about.text())));
  }

  /** The signals by where they go, in order of the keys. */
  public <T> List<Share<T>> shares(SortedMap<OpenKey, List<T>> signals, Function<T, SignalKey> key) {
    var shares = new ArrayList<Share<T>>();
    signals.forEach((about, its) -> {
      var byIncident = new LinkedHashMap<Optional<Holder>, List<T>>();
      its.forEach(signal -> byIncident.computeIfAbsent(holder(about, key.apply(signal)), any -> new ArrayList<>())
          .add(signal));
      byIncident.forEach((holder, those) -> shares.add(new Share<>(about, holder.orElse(null), those)));
    });
    return shares;
  }
}
