package io.aims.incident.delivery;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.aims.incident.delivery.DeliveryQueue.Done;
import io.aims.incident.incident.Correlation;
import io.aims.incident.notice.ModelNotices;
import io.aims.incident.signal.Headers;
import io.aims.incident.signal.Reading.Handshake;
import io.aims.incident.signal.Reading.Ignored;
import io.aims.incident.signal.Reading.Quarantined;
import io.aims.incident.signal.Reading.Rejected;
import io.aims.incident.signal.Reading.Understood;
import io.aims.incident.unmapped.Unmapped;
import io.smallrye.mutiny.Uni;

/**
 * Turns queued deliveries into signals and lets incidents count them, all in the transaction that takes them off the
 * queue.
 */
@ApplicationScoped
class DeliveryProcessing {
  private final DeliveryQueue queue;
  private final Sorting sorting;
  private final Unmapped unmapped;
  private final Correlation correlation;
  private final ModelNotices notices;
  private final Clock clock;

  DeliveryProcessing(DeliveryQueue queue, Sorting sorting, Unmapped unmapped, Correlation correlation,
      ModelNotices notices,
      Clock clock) {
    this.queue = queue;
    this.sorting = sorting;
    this.unmapped = unmapped;
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

  /** A delivery of which nothing can be made, before somebody changes something. */
  static final class Unreadable extends RuntimeException {
    private static final int NAME = 200;

    Unreadable(Rejected rejected) {
      super(rejected.words(), null, false, false);
    }

    private Unreadable(String words) {
      super(words, null, false, false);
    }

    /** Its news are about something that neither a mapping nor a system answers to. */
    static Unreadable unmapped(String name) {
      return new Unreadable("No system answers to '%s': map it and run this again."
          .formatted(name.substring(0, Math.min(NAME, name.length()))));
    }

    Unreadable(Quarantined quarantined) {
      super("Nobody can read it yet: " + quarantined.why(), null, false, false);
    }
  }

  /** Processes up to {@code limit} due deliveries of the lane; answers how many there were. */
  Uni<Integer> next(Lane lane, int limit) {
    return queue.take(lane, limit)
        .chain(taken -> taken.isEmpty()
            ? Uni.createFrom().item(0)
            : process(lane.tenant(), taken).replaceWith(taken.size()));
  }

  private Uni<Void> process(UUID tenant, List<Delivery> taken) {
    return Uni.createFrom().deferred(() -> {
      var read = new LinkedHashMap<Delivery, Understood>();
      taken.stream().filter(d -> d.state() == Delivery.State.QUEUED).forEach(d -> read.put(d, understood(d)));
      return sorting.sort(tenant, read)
          .chain(sorted -> unmapped.add(tenant, sorted.unmapped())
              .chain(() -> correlation.take(tenant, sorted.sightings()))
              .chain(() -> notices.take(tenant, sorted.news())))
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

  private static List<Done> done(List<Delivery> taken, Map<Delivery, Understood> read) {
    return taken.stream().map(d -> new Done(d.id(), read.containsKey(d) ? read.get(d).signals().size() : 0)).toList();
  }
}
