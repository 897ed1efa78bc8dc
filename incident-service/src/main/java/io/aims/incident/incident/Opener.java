package io.aims.incident.incident;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.jspecify.annotations.Nullable;

import io.aims.incident.counting.Counted;
import io.aims.incident.counting.CountedSignals;
import io.aims.incident.counting.IncidentKeys;
import io.aims.incident.counting.OpenKey;
import io.aims.incident.counting.Opening;
import io.aims.incident.signal.SignalKey;
import io.aims.platform.event.Cause;
import io.aims.platform.event.References;
import io.aims.platform.time.Ids;
import io.smallrye.mutiny.Uni;

/**
 * Opens incidents with what waits for them; in the caller's transaction, which has the lock of the key alone.
 *
 * <p>The number of an incident keeps all others of the organisation from opening one until the transaction ends. So it is the
 * last thing that anybody waits for.
 */
@ApplicationScoped
class Opener {
  private final Incidents incidents;
  private final IncidentKeys keys;
  private final CountedSignals signals;
  private final IncidentLog log;
  private final IncidentConfig config;
  private final References references;
  private final Ids ids;
  private final Clock clock;

  Opener(Incidents incidents, IncidentKeys keys, CountedSignals signals, IncidentLog log, IncidentConfig config,
      References references,
      Ids ids, Clock clock) {
    this.incidents = incidents;
    this.keys = keys;
    this.signals = signals;
    this.log = log;
    this.config = config;
    this.references = references;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Opens the incident of {@code ripe} signals that wait for one, with the time since when each is heard to fire; the worst of
   * them is what it begins with.
   */
  Uni<@Nullable Incident> open(UUID tenant, OpenKey about, Map<SignalKey, Instant> ripe) {
    return ripe.isEmpty()
        ? Uni.createFrom().nullItem()
        : signals.waiting(about, ripe.keySet())
            .chain(waiting -> waiting.isEmpty()
                ? Uni.createFrom().nullItem()
                : open(tenant, about, waiting.getFirst(), ripe.get(waiting.getFirst().key()), ripe.keySet(),
                    IncidentLog.OWN));
  }

  /**
   * Opens the incident that begins with {@code first}, which has fired since {@code firingSince}; it takes what waits and
   * fires, and {@code ripe} in any case. Fails with {@link IncidentKeys#taken} when one is open.
   */
  Uni<Incident> open(UUID tenant, OpenKey about, Counted first, Instant firingSince, Collection<SignalKey> ripe,
      Cause cause) {
    return recurrenceOf(tenant, about, clock.instant())
        .chain(earlier -> open(tenant, first.opening(about, firingSince, earlier), cause))
        .call(incident -> signals.join(tenant, about, incident.id(), ripe));
  }

  /** The incident that is open for it, or for the signal; null for none, and then nobody else opens one meanwhile. */
  Uni<@Nullable Incident> lock(UUID tenant, OpenKey about, @Nullable SignalKey signal) {
    return keys.lock(tenant, List.of(about), List.of())
        .chain(() -> keys.look(tenant, Map.of(about, signal == null ? List.of() : List.of(signal))))
        .map(holders -> (signal == null ? holders.of(about) : holders.of(about, signal)).orElse(null))
        .chain(holder -> holder == null ? Uni.createFrom().nullItem() : incidents.get(holder));
  }

  /**
   * Opens the incident that people were told of; it takes what waits and fires. What began before an earlier one was closed
   * does not come back after it. Fails with {@link IncidentKeys#taken} when one is open.
   */
  Uni<Incident> open(UUID tenant, IncidentReport report, Cause cause) {
    var opening = report.opening(clock.instant());
    return recurrenceOf(tenant, report.about(), opening.startedAt())
        .chain(earlier -> open(tenant, opening.comingBackFrom(earlier), cause))
        .call(incident -> signals.join(tenant, report.about(), incident.id(), List.of()));
  }

  private Uni<@Nullable UUID> recurrenceOf(UUID tenant, OpenKey about, Instant startedAt) {
    return incidents.lastClosed(tenant, about, clock.instant().minus(config.recurrenceWithin()), startedAt);
  }

  private Uni<Incident> open(UUID tenant, Opening opening, Cause cause) {
    return references.next(tenant, "INC").chain(reference -> {
      var caseId = ids.next();
      var incident = Incident.open(ids.next(), tenant, reference, caseId, opening, clock.instant());
      return log.open(incident, incident.opened(opening), List.of(opening.about().text()), cause);
    });
  }
}
