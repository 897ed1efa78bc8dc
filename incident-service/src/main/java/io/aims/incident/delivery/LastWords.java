package io.aims.incident.delivery;

import java.util.HashMap;
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

/** What signals of shared sources said last, as far as the deliveries are kept that said it. */
@ApplicationScoped
class LastWords {
  private final Deliveries deliveries;
  private final CountedSignals signals;

  LastWords(Deliveries deliveries, CountedSignals signals) {
    this.deliveries = deliveries;
    this.signals = signals;
  }

  /** What a signal said last, and where it has been placed. */
  record Said(Placed placed, Signal signal) {
    SignalKey key() {
      return placed.key();
    }

    /** By its names, and not where it has been. */
    Question question() {
      return new Question(placed.sourceId(), placed.key(), Bearing.of(signal), false);
    }

    private boolean bears(@Nullable Names names) {
      return signal.firing() || names != null && Objects.equals(names.systemRef(), signal.systemRef())
          && Objects.equals(names.modelRef(), signal.modelRef()) && !signal.identity().isEmpty();
    }
  }

  /** @param deliveries how many were read for it */
  record Read(List<Said> said, int deliveries) {}

  /** Of signals of one source, those whose last delivery can be read still, and bears what they are called by. */
  Uni<Read> of(UUID tenant, List<Placed> placed) {
    return deliveries.kept(placed.stream().map(Placed::lastDeliveryId).collect(Collectors.toSet())).chain(kept -> {
      var signalsOf = new HashMap<UUID, Map<SignalKey, Signal>>();
      kept.forEach(delivery -> signalsOf.put(delivery.id(), signals(delivery, placed.getFirst())));
      var said = placed.stream()
          .filter(each -> signalsOf.getOrDefault(each.lastDeliveryId(), Map.of()).containsKey(each.key()))
          .map(each -> new Said(each, signalsOf.get(each.lastDeliveryId()).get(each.key())))
          .toList();
      var over = said.stream().filter(each -> !each.signal().firing()).map(Said::key).toList();
      return signals.names(tenant, over)
          .map(names -> new Read(said.stream().filter(each -> each.bears(names.get(each.key()))).toList(),
              kept.size()));
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
