package io.aims.incident.delivery;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import org.jspecify.annotations.Nullable;

import io.aims.incident.counting.CountedSignals;
import io.aims.incident.counting.CountedSignals.Names;
import io.aims.incident.mapping.Bearing;
import io.aims.incident.signal.Headers;
import io.aims.incident.signal.Reading.Understood;
import io.aims.incident.signal.Signal;
import io.aims.incident.signal.SignalKey;
import io.aims.incident.unmapped.Question;
import io.aims.incident.watch.Watch.Placed;
import io.smallrye.mutiny.Uni;

/** What signals of a source said last, as far as the deliveries are kept that said it. */
@ApplicationScoped
class LastWords {
  private final Deliveries deliveries;
  private final CountedSignals signals;

  LastWords(Deliveries deliveries, CountedSignals signals) {
    this.deliveries = deliveries;
    this.signals = signals;
  }

  /**
   * What a signal said last, and where it has been placed.
   *
   * @param bearsAll whether that bears all that the signal is called by, as an end may not
   */
  record Said(Placed placed, Signal signal, boolean bearsAll) {
    SignalKey key() {
      return placed.key();
    }

    /** By its names, and not where it has been. */
    Question question() {
      return new Question(placed.sourceId(), placed.key(), Bearing.of(signal), false);
    }

    private static Said of(Placed placed, Signal signal, @Nullable Names names) {
      return new Said(placed, signal, signal.firing() || names != null
          && Objects.equals(names.systemRef(), signal.systemRef())
          && Objects.equals(names.modelRef(), signal.modelRef()) && !signal.identity().isEmpty());
    }
  }

  /** @param deliveries how many were read for it */
  record Read(List<Said> said, int deliveries) {}

  /** Of signals of one source, those whose last delivery can be read still. */
  Uni<Read> of(UUID tenant, List<Placed> placed) {
    return deliveries.kept(placed.stream().map(Placed::lastDeliveryId).collect(Collectors.toSet())).chain(kept -> {
      var signalsOf = new HashMap<UUID, Map<SignalKey, Signal>>();
      kept.forEach(delivery -> signalsOf.put(delivery.id(), signals(delivery, placed.getFirst())));
      var said = new LinkedHashMap<Placed, Signal>();
      for (var each : placed) {
        var signal = signalsOf.getOrDefault(each.lastDeliveryId(), Map.of()).get(each.key());
        if (signal != null) {
          said.put(each, signal);
        }
      }
      var over = said.keySet().stream().filter(each -> !said.get(each).firing()).map(Placed::key).toList();
      return signals.names(tenant, over)
          .map(names -> new Read(said.entrySet()
              .stream()
              .map(each -> Said.of(each.getKey(), each.getValue(), names.get(each.getKey().key())))
              .toList(), kept.size()));
    });
  }

  /** The last word about each signal of a delivery. */
  private static Map<SignalKey, Signal> signals(MappingPreview.Kept delivery, Placed ofSource) {
    return delivery.profile().read(Headers.of(delivery.headers()), delivery.body()) instanceof Understood understood
        ? understood.signals()
            .stream()
            .collect(Collectors.toMap(signal -> signal.key(ofSource.tenant(), ofSource.sourceId()),
                Function.identity(), (earlier, later) -> later))
        : Map.of();
  }
}
