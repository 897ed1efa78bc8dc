package io.aims.incident.unmapped;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.jspecify.annotations.Nullable;

import io.aims.incident.counting.Sighting;
import io.aims.incident.due.DueFault;
import io.aims.incident.incident.Correlation;
import io.aims.incident.mapping.Placement;
import io.aims.platform.event.Cause;
import io.aims.platform.event.EventLog;
import io.aims.platform.time.Ids;
import io.smallrye.mutiny.Uni;

/**
 * Keeps signals whose system is not known, and lets them count like fresh ones when it is.
 *
 * <p>Whatever a batch adds is looked at after its commit, and so is what waits when a mapping or a name has changed. So it
 * does not matter which of the two comes first, and no delivery has to wait for a change of the mapping.
 */
@ApplicationScoped
public class Unmapped {
  private static final Cause OWN = Cause.of("incident-service");
  private final UnmappedSignals signals;
  private final Placing placing;
  private final Recognition recognition;
  private final Correlation correlation;
  private final EventLog eventLog;
  private final Ids ids;
  private final Clock clock;

  Unmapped(UnmappedSignals signals, Placing placing, Recognition recognition, Correlation correlation,
      EventLog eventLog, Ids ids, Clock clock) {
    this.signals = signals;
    this.placing = placing;
    this.recognition = recognition;
    this.correlation = correlation;
    this.eventLog = eventLog;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Adds what deliveries have carried, in order of the deliveries; in the caller's transaction, before it counts anything:
   * who looks at the queue locks in that order, too.
   */
  public Uni<Void> add(UUID tenant, List<Heard> heard) {
    return heard.isEmpty()
        ? Uni.createFrom().voidItem()
        : signals.add(tenant, begun(tenant, heard, clock.instant()), clock.instant());
  }

  private List<UnmappedSignal> begun(UUID tenant, List<Heard> heard, Instant now) {
    return Pile.of(heard).stream().map(pile -> UnmappedSignal.begin(ids.next(), tenant, pile, now)).toList();
  }

  /**
   * Looks at up to {@code limit} signals of the queue: what belongs somewhere is counted there, of the rest is told that it
   * waits. Answers how many there were.
   */
  public Uni<Integer> look(UUID tenant, int limit, Instant now) {
    return signals.due(tenant, limit, now)
        .chain(rows -> rows.isEmpty()
            ? Uni.createFrom().item(0)
            : DueFault.of(rows, () -> look(tenant, rows)).replaceWith(rows.size()));
  }

  private Uni<Void> look(UUID tenant, List<UUID> rows) {
    return signals.list("id in ?1 and deliveries > 0 order by id", rows)
        .chain(due -> placing.facts(tenant, due.stream().map(UnmappedSignal::question).toList())
            .chain(facts -> {
              var placed = new LinkedHashMap<UnmappedSignal, Placement>();
              due.forEach(signal -> facts.answer(signal.question())
                  .ifPresent(placement -> placed.put(signal, placement)));
              return count(tenant, facts, placed)
                  .chain(() -> tell(due, placed));
            }))
        .chain(() -> signals.lookedAt(tenant, rows));
  }

  private Uni<Void> count(UUID tenant, PlacingFacts facts, Map<UnmappedSignal, Placement> placed) {
    var sightings = new ArrayList<Sighting>();
    placed.forEach((signal, placement) -> sightings.addAll(signal.sightings(placement.systemId())));
    sightings.sort(Comparator.comparing(Sighting::deliveryId));
    return recognition.of(facts, sightings).chain(recognised -> correlation.take(tenant, recognised));
  }

  private Uni<Void> tell(List<UnmappedSignal> looked, Map<UnmappedSignal, Placement> placed) {
    var chain = Uni.createFrom().voidItem();
    for (var signal : looked) {
      var placement = placed.get(signal);
      chain = chain.chain(() -> placement == null ? announce(signal, OWN) : settle(signal, placement));
    }
    return chain;
  }

  private Uni<Void> settle(UnmappedSignal signal, Placement placement) {
    return eventLog.record(signal, signal.settle(placement), OWN).replaceWithVoid();
  }

  /** Tells that it waits, unless that has been told. */
  Uni<Void> announce(UnmappedSignal signal, Cause cause) {
    @Nullable
    UnmappedSignalEvent event = signal.announce();
    return event == null
        ? Uni.createFrom().voidItem()
        : eventLog.record(signal, event, cause).replaceWithVoid();
  }
}
