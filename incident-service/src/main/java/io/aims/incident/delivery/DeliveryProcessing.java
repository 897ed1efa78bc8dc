package io.aims.incident.delivery;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import org.jspecify.annotations.Nullable;

import io.aims.incident.counting.Sighting;
import io.aims.incident.delivery.DeliveryQueue.Done;
import io.aims.incident.incident.Correlation;
import io.aims.incident.notice.ModelNotices;
import io.aims.incident.notice.ModelNotices.News;
import io.aims.incident.signal.Headers;
import io.aims.incident.signal.Reading.Handshake;
import io.aims.incident.signal.Reading.Ignored;
import io.aims.incident.signal.Reading.Quarantined;
import io.aims.incident.signal.Reading.Rejected;
import io.aims.incident.signal.Reading.Understood;
import io.aims.incident.signal.Signal;
import io.aims.incident.system.KnownSystems;
import io.smallrye.mutiny.Uni;

/**
 * Turns queued deliveries into signals and lets incidents count them, all in the transaction that takes them off the
 * queue.
 */
@ApplicationScoped
class DeliveryProcessing {
  private final DeliveryQueue queue;
  private final KnownSystems systems;
  private final Correlation correlation;
  private final ModelNotices notices;
  private final Clock clock;

  DeliveryProcessing(DeliveryQueue queue, KnownSystems systems, Correlation correlation, ModelNotices notices,
      Clock clock) {
    this.queue = queue;
    this.systems = systems;
    this.correlation = correlation;
    this.notices = notices;
    this.clock = clock;
  }

  /** Deliveries that were taken and could not be processed; they are still in the queue. */
  static final class Failed extends RuntimeException {
    private final List<Delivery> deliveries;

    Failed(List<Delivery> deliveries, Throwable cause) {
      super(null, cause, false, false);
      this.deliveries = deliveries;
    }

    Delivery first() {
      return deliveries.getFirst();
    }

    /** Trying again helps unless the delivery itself is at fault. */
    boolean hopeless() {
      return getCause() instanceof Unreadable;
    }

    /** What its owner is told; what is ours to know stands in the log. */
    String words() {
      return getCause() instanceof Unreadable unreadable
          ? unreadable.getMessage()
          : "An internal fault, which the log of the service names.";
    }
  }

  /** A delivery whose profile no longer understands what it accepted. */
  static final class Unreadable extends RuntimeException {
    Unreadable(Rejected rejected) {
      super(rejected.words(), null, false, false);
    }

    Unreadable(Quarantined quarantined) {
      super("Nobody can read it yet: " + quarantined.why(), null, false, false);
    }
  }

  private record SystemRef(UUID systemId, String ref) {}

  /** Processes up to {@code limit} due deliveries of the organisation; answers how many there were. */
  Uni<Integer> next(UUID tenant, int limit) {
    return queue.take(tenant, limit)
        .chain(taken -> taken.isEmpty() ? Uni.createFrom().item(0) : process(tenant, taken).replaceWith(taken.size()));
  }

  private Uni<Void> process(UUID tenant, List<Delivery> taken) {
    return Uni.createFrom().deferred(() -> {
      var read = new HashMap<Delivery, List<Signal>>();
      var news = new ArrayList<News>();
      taken.stream().filter(d -> d.state() == Delivery.State.QUEUED).forEach(d -> {
        var understood = understood(d);
        read.put(d, understood.signals());
        understood.modelEvents()
            .forEach(event -> news.add(new News(d.id(), d.sourceId(), d.systemId(), d.profile(), event)));
      });
      return resolve(read)
          .chain(known -> correlation.take(tenant, sightings(taken, read, known)))
          .chain(() -> notices.take(tenant, news))
          .chain(() -> queue.done(tenant, done(taken, read), clock.instant()));
    }).onFailure().transform(cause -> new Failed(taken, cause));
  }

  private static Understood understood(Delivery delivery) {
    return switch (delivery.profile().read(Headers.of(delivery.headers()), delivery.body())) {
      case Understood understood -> understood;
      case Ignored _,Handshake _ -> Understood.of(List.of());
      case Quarantined quarantined -> throw new Unreadable(quarantined);
      case Rejected rejected -> throw new Unreadable(rejected);
    };
  }

  /** For each name that monitors use: can it mean the system that the source is bound to? One query, however many names. */
  private Uni<Map<SystemRef, Boolean>> resolve(Map<Delivery, List<Signal>> read) {
    var refs = new HashSet<SystemRef>();
    read.forEach((delivery, signals) -> signals.stream()
        .filter(signal -> signal.systemRef() != null)
        .forEach(signal -> refs.add(new SystemRef(delivery.systemId(), signal.systemRef()))));
    if (refs.isEmpty()) {
      return Uni.createFrom().item(Map.of());
    }
    return systems.namesOf(refs.stream().map(SystemRef::systemId).collect(Collectors.toSet()))
        .map(names -> refs.stream()
            .collect(Collectors.toMap(ref -> ref, ref -> names.answers(ref.systemId(), ref.ref()))));
  }

  private static List<Sighting> sightings(List<Delivery> taken, Map<Delivery, List<Signal>> read,
      Map<SystemRef, Boolean> known) {
    var sightings = new ArrayList<Sighting>();
    for (var delivery : taken) {
      for (var signal : read.getOrDefault(delivery, List.of())) {
        sightings.add(new Sighting(delivery.id(), delivery.receivedAt(), delivery.sourceId(), delivery.systemId(),
            signal.key(delivery.tenant(), delivery.sourceId()), signal, refKnown(delivery, signal, known)));
      }
    }
    return sightings;
  }

  private static @Nullable Boolean refKnown(Delivery delivery, Signal signal, Map<SystemRef, Boolean> known) {
    return signal.systemRef() == null ? null : known.get(new SystemRef(delivery.systemId(), signal.systemRef()));
  }

  private static List<Done> done(List<Delivery> taken, Map<Delivery, List<Signal>> read) {
    return taken.stream().map(d -> new Done(d.id(), read.getOrDefault(d, List.of()).size())).toList();
  }
}
