package io.aims.incident.incident;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.jspecify.annotations.Nullable;

import io.aims.platform.event.Cause;
import io.aims.platform.event.EventLog;
import io.aims.platform.event.References;
import io.aims.platform.time.Ids;
import io.smallrye.mutiny.Uni;

/**
 * Brings signals to the one open incident of their system and kind, and opens it when there is none.
 *
 * <p>Two workers that open the same one at once meet at the unique key: the slower one's transaction fails, and its next
 * try joins. A signal that is only over opens nothing.
 */
@ApplicationScoped
public class Correlation {
  private static final String ACTOR = "service:incident-service";
  private final Incidents incidents;
  private final CountedSignals signals;
  private final EventLog eventLog;
  private final References references;
  private final Ids ids;
  private final Clock clock;

  Correlation(Incidents incidents, CountedSignals signals, EventLog eventLog, References references, Ids ids,
      Clock clock) {
    this.incidents = incidents;
    this.signals = signals;
    this.eventLog = eventLog;
    this.references = references;
    this.ids = ids;
    this.clock = clock;
  }

  /** Counts what deliveries have carried, in order of the deliveries; in the caller's transaction. */
  public Uni<Void> take(UUID tenant, List<Sighting> sightings) {
    var chain = Uni.createFrom().voidItem();
    for (var entry : Tally.of(sightings, ids::next).entrySet()) {
      chain = chain.chain(() -> count(tenant, entry.getKey(), entry.getValue()));
    }
    return chain;
  }

  private Uni<Void> count(UUID tenant, OpenKey key, Collection<Tally> tallies) {
    return incidents.hold(tenant, key)
        .chain(open -> open == null ? open(tenant, tallies) : Uni.createFrom().item(open))
        .chain(incident -> incident == null
            ? Uni.createFrom().voidItem()
            : signals.count(tenant, incident, tallies));
  }

  private Uni<@Nullable UUID> open(UUID tenant, Collection<Tally> tallies) {
    return Tally.opener(tallies)
        .map(opener -> references.next(tenant, "INC").chain(reference -> {
          var caseId = ids.next();
          var incident = Incident.open(ids.next(), tenant, reference, caseId, opener, clock.instant());
          return eventLog.record(incident, incident.opened(opener.by()), new Cause(ACTOR, caseId, null, null));
        }).map(Incident::id))
        .orElseGet(() -> Uni.createFrom().nullItem());
  }
}
