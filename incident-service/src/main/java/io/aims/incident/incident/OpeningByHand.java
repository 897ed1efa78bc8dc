package io.aims.incident.incident;

import java.util.List;
import java.util.Objects;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.aims.incident.counting.Counted;
import io.aims.incident.counting.CountedSignals;
import io.aims.incident.counting.IncidentKeys;
import io.aims.incident.counting.OpenKey;
import io.aims.incident.watch.Watch;
import io.aims.incident.watch.Watch.Held;
import io.aims.platform.refusal.Refusal;
import io.aims.platform.tenancy.Transactions;
import io.smallrye.mutiny.Uni;

/**
 * A person opens the incident of a signal that waits: because rules keep it from doing so by itself, or before its time
 * has come.
 *
 * <p>The signal is locked first, as by whoever hears of it, so that it stands until the end as the person has seen it.
 */
@ApplicationScoped
class OpeningByHand {
  private final Transactions transactions;
  private final Watch watch;
  private final CountedSignals signals;
  private final Opener opener;
  private final IncidentViews views;

  OpeningByHand(Transactions transactions, Watch watch, CountedSignals signals, Opener opener, IncidentViews views) {
    this.transactions = transactions;
    this.watch = watch;
    this.signals = signals;
    this.opener = opener;
    this.views = views;
  }

  /** Opens the incident of the signal that {@code request} names. */
  Uni<IncidentView> open(Request request) {
    var tenant = request.person().tenant();
    return transactions.in(tenant, () -> watch.hold(tenant, request.id(), request.condition())
        .call(signal -> requireFree(tenant, signal))
        .chain(signal -> signals.waiting(about(signal), List.of(signal.key()))
            .chain(waiting -> open(request, signal, waiting)))
        .chain(views::of))
        .onFailure(IncidentKeys.taken())
        .transform(lost -> new Refusal.Taken("An incident of this system and kind has just been opened."));
  }

  private Uni<Incident> open(Request request, Held signal, List<Counted> waiting) {
    if (waiting.isEmpty()) {
      throw new Refusal.Taken("An incident that has ended has counted this signal, which was not heard of since; "
          + "re-open that one.");
    }
    var first = waiting.getFirst();
    return opener.open(request.person().tenant(), about(signal), first,
        Objects.requireNonNullElse(signal.firingSince(), first.firstSeenAt()), List.of(signal.key()), request.cause());
  }

  /** There is one open incident for a system and kind, and one that was split off goes first. */
  private Uni<Void> requireFree(UUID tenant, Held signal) {
    return opener.lock(tenant, about(signal), signal.key()).invoke(open -> {
      if (open != null) {
        throw new Refusal.Taken(open.reference() + " is open for this system and kind, and takes this signal.");
      }
    }).replaceWithVoid();
  }

  private static OpenKey about(Held signal) {
    return new OpenKey(signal.systemId(), signal.kind());
  }
}
