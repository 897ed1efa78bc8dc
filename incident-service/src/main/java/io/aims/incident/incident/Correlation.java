package io.aims.incident.incident;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import org.jspecify.annotations.Nullable;

import io.aims.incident.counting.Counted;
import io.aims.incident.counting.CountedSignals;
import io.aims.incident.counting.IncidentKeys;
import io.aims.incident.counting.OpenKey;
import io.aims.incident.counting.Opening;
import io.aims.incident.counting.Sighting;
import io.aims.incident.counting.Tally;
import io.aims.incident.due.DueFault;
import io.aims.incident.signal.SignalKey;
import io.aims.incident.timeline.Timeline;
import io.aims.incident.watch.Watch;
import io.aims.incident.watch.Watched;
import io.aims.platform.event.Cause;
import io.aims.platform.event.References;
import io.aims.platform.time.Ids;
import io.smallrye.mutiny.Uni;

/**
 * Brings signals to the one open incident of their system and kind, and opens it when there is none. What has no incident
 * waits, and an incident opens with what waits: at once, or when a signal has been held long enough.
 *
 * <p>Two workers that open the same one at once meet at the unique key: the slower one's transaction fails, and its next
 * try joins. A signal that is only over opens nothing. What was closed not long ago is not opened again, as that is for
 * people: a new incident names the earlier one of which it is a recurrence. What people have only found resolved goes back
 * to triage when one of its signals fires anew.
 */
@ApplicationScoped
public class Correlation {
  private final Incidents incidents;
  private final IncidentKeys keys;
  private final CountedSignals signals;
  private final IncidentLog log;
  private final Watch watch;
  private final Timeline timeline;
  private final Relapses relapses;
  private final IncidentConfig config;
  private final References references;
  private final Ids ids;
  private final Clock clock;

  Correlation(Incidents incidents, IncidentKeys keys, CountedSignals signals, IncidentLog log, Watch watch,
      Timeline timeline, Relapses relapses, IncidentConfig config, References references, Ids ids, Clock clock) {
    this.incidents = incidents;
    this.keys = keys;
    this.signals = signals;
    this.log = log;
    this.watch = watch;
    this.timeline = timeline;
    this.relapses = relapses;
    this.config = config;
    this.references = references;
    this.ids = ids;
    this.clock = clock;
  }

  /** Counts what deliveries have carried, in order of the deliveries; in the caller's transaction. */
  public Uni<Void> take(UUID tenant, List<Sighting> sightings) {
    return watch.hear(tenant, sightings.stream().map(Sighting::word).toList()).chain(watched -> {
      var chain = Uni.createFrom().voidItem();
      for (var entry : Tally.of(sightings, watched.kinds(), ids::next).entrySet()) {
        chain = chain.chain(() -> count(tenant, entry.getKey(), List.copyOf(entry.getValue()), watched));
      }
      return chain;
    });
  }

  private Uni<Void> count(UUID tenant, OpenKey about, List<Tally> tallies, Watched watched) {
    return keys.hold(tenant, about)
        .chain(holder -> keys.holdSignals(tenant, about, tallies.stream().map(Tally::key).toList())
            .chain(ofTheirOwn -> {
              var chain = Uni.createFrom().voidItem();
              for (var entry : holders(holder, ofTheirOwn, tallies, Tally::key).entrySet()) {
                chain = chain.chain(() -> countFor(tenant, about, entry.getKey(), entry.getValue(), watched));
              }
              return chain;
            }));
  }

  /** Which incident counts which signals; none for those that have no incident. */
  private static <T> Map<Optional<UUID>, List<T>> holders(@Nullable UUID holder, Map<SignalKey, UUID> ofTheirOwn,
      Collection<T> signals, Function<T, SignalKey> key) {
    var holders = new LinkedHashMap<Optional<UUID>, List<T>>();
    signals.forEach(signal -> holders
        .computeIfAbsent(Optional.ofNullable(ofTheirOwn.getOrDefault(key.apply(signal), holder)),
            id -> new ArrayList<>())
        .add(signal));
    return holders;
  }

  private Uni<Void> countFor(UUID tenant, OpenKey about, Optional<UUID> holder, List<Tally> tallies,
      Watched watched) {
    return holder.isPresent()
        ? signals.count(tenant, holder.get(), tallies)
            .chain(() -> tell(tenant, holder.get(), tallies, watched))
            .chain(() -> relapses.note(tenant, holder.get(),
                watched.firingAnew(about.systemId(), about.kind(), tallies.stream().map(Tally::key).toList())))
        : signals.countWaiting(tenant, tallies)
            .chain(() -> open(tenant, about, watched.opening(tallies.stream().map(Tally::key).toList())));
  }

  /** One line for all that has changed, so that a storm does not fill the timeline. */
  private Uni<Void> tell(UUID tenant, UUID incident, List<Tally> tallies, Watched watched) {
    return watched.told(tallies.stream().map(Tally::key).toList())
        .map(told -> timeline.tell(tenant, incident, told, IncidentLog.OWN.actor()))
        .orElseGet(() -> Uni.createFrom().voidItem());
  }

  /**
   * Looks at up to {@code limit} signals whose time has come at {@code now}: held long enough, or no longer muted. Answers
   * how many there were.
   */
  public Uni<Integer> look(UUID tenant, int limit, Instant now) {
    return watch.look(tenant, limit, now)
        .chain(looked -> DueFault.of(looked.rows(), () -> settle(tenant, looked)).replaceWith(looked.rows().size()));
  }

  private Uni<Void> settle(UUID tenant, Watch.Looked looked) {
    var ripe = new TreeMap<OpenKey, List<Watch.Ripe>>();
    looked.ripe()
        .forEach(signal -> ripe
            .computeIfAbsent(new OpenKey(signal.systemId(), signal.kind()), about -> new ArrayList<>())
            .add(signal));
    var chain = Uni.createFrom().voidItem();
    for (var entry : ripe.entrySet()) {
      chain = chain.chain(() -> settle(tenant, entry.getKey(), entry.getValue()));
    }
    return chain;
  }

  private Uni<Void> settle(UUID tenant, OpenKey about, List<Watch.Ripe> ripe) {
    return keys.hold(tenant, about)
        .chain(holder -> keys.holdSignals(tenant, about, ripe.stream().map(Watch.Ripe::key).toList())
            .chain(ofTheirOwn -> {
              var chain = Uni.createFrom().voidItem();
              for (var entry : holders(holder, ofTheirOwn, ripe, Watch.Ripe::key).entrySet()) {
                chain = chain.chain(() -> settleFor(tenant, about, entry.getKey(), entry.getValue()));
              }
              return chain;
            }));
  }

  private Uni<Void> settleFor(UUID tenant, OpenKey about, Optional<UUID> holder, List<Watch.Ripe> ripe) {
    var since = ripe.stream().collect(Collectors.toMap(Watch.Ripe::key, Watch.Ripe::firingSince));
    return holder.isPresent()
        ? signals.join(tenant, about, holder.get(), since.keySet())
            .chain(() -> relapses.note(tenant, holder.get(),
                ripe.stream().filter(Watch.Ripe::anew).map(Watch.Ripe::key).toList()))
        : open(tenant, about, since);
  }

  /**
   * What has come to wait although it is over joins the incident that is open for it; the signals have to be locked. Answers
   * how many have joined.
   */
  public Uni<Integer> joinOver(UUID tenant, SortedMap<OpenKey, List<SignalKey>> over) {
    var joined = Uni.createFrom().item(0);
    for (var entry : over.entrySet()) {
      joined = joined.chain(before -> joinOver(tenant, entry.getKey(), entry.getValue()).map(more -> before + more));
    }
    return joined;
  }

  private Uni<Integer> joinOver(UUID tenant, OpenKey about, List<SignalKey> over) {
    return keys.hold(tenant, about).chain(holder -> keys.holdSignals(tenant, about, over).chain(ofTheirOwn -> {
      var joined = Uni.createFrom().item(0);
      for (var entry : holders(holder, ofTheirOwn, over, key -> key).entrySet()) {
        if (entry.getKey().isPresent()) {
          joined = joined.chain(before -> signals.joinOnly(tenant, about, entry.getKey().get(), entry.getValue())
              .map(more -> before + more));
        }
      }
      return joined;
    }));
  }

  /** Opens the incident of {@code ripe} signals that wait for one; the worst of them is what it begins with. */
  private Uni<Void> open(UUID tenant, OpenKey about, Map<SignalKey, Instant> ripe) {
    return ripe.isEmpty()
        ? Uni.createFrom().voidItem()
        : signals.waiting(about, ripe.keySet())
            .chain(waiting -> waiting.isEmpty()
                ? Uni.createFrom().voidItem()
                : open(tenant, about, waiting.getFirst(), ripe.get(waiting.getFirst().key()), ripe.keySet(),
                    IncidentLog.OWN).replaceWithVoid());
  }

  /**
   * Opens the incident that begins with {@code first}, which has fired since {@code firingSince}; it takes what waits and
   * fires, and {@code ripe} in any case. Fails with {@link IncidentKeys#taken} when one is open.
   */
  Uni<Incident> open(UUID tenant, OpenKey about, Counted first, Instant firingSince, Collection<SignalKey> ripe,
      Cause cause) {
    return recurrenceOf(tenant, about)
        .chain(earlier -> open(tenant, first.opening(about, firingSince, earlier), cause))
        .call(incident -> signals.join(tenant, about, incident.id(), ripe));
  }

  /**
   * Opens the incident that people were told of; it takes what waits and fires. Fails with {@link IncidentKeys#taken} when
   * one is open.
   */
  Uni<Incident> open(UUID tenant, IncidentReport report, Cause cause) {
    return recurrenceOf(tenant, report.about())
        .chain(earlier -> open(tenant, report.opening(earlier, clock.instant()), cause))
        .call(incident -> signals.join(tenant, report.about(), incident.id(), List.of()));
  }

  private Uni<@Nullable UUID> recurrenceOf(UUID tenant, OpenKey about) {
    return incidents.lastClosed(tenant, about, clock.instant().minus(config.recurrenceWithin()));
  }

  private Uni<Incident> open(UUID tenant, Opening opening, Cause cause) {
    return references.next(tenant, "INC").chain(reference -> {
      var caseId = ids.next();
      var incident = Incident.open(ids.next(), tenant, reference, caseId, opening, clock.instant());
      return log.open(incident, incident.opened(opening), List.of(opening.about().text()), cause);
    });
  }
}
