package io.aims.incident.incident;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import io.aims.incident.counting.CountedSignals;
import io.aims.incident.counting.Holders;
import io.aims.incident.counting.Holders.Holder;
import io.aims.incident.counting.Holders.Share;
import io.aims.incident.counting.IncidentKeys;
import io.aims.incident.counting.OpenKey;
import io.aims.incident.counting.Sighting;
import io.aims.incident.counting.Tally;
import io.aims.incident.due.DueFault;
import io.aims.incident.signal.SignalKey;
import io.aims.incident.timeline.Timeline;
import io.aims.incident.watch.Firing;
import io.aims.incident.watch.Watch;
import io.aims.incident.watch.Watched;
import io.aims.platform.refusal.Faults;
import io.aims.platform.time.Ids;
import io.smallrye.mutiny.Uni;

/**
 * Brings signals to the one open incident of their system and kind, and opens it when there is none. What has no incident
 * waits, and an incident opens with what waits: at once, or when a signal has been held long enough.
 *
 * <p>All that a batch is about is locked at once, then all is counted, and incidents open at the end: so two workers that open
 * some at once wait for each other one way only, and the slower one finds them open. A signal that is only over opens
 * nothing. What was closed not long ago is not opened again, as that is for people: a new incident names the earlier one of
 * which it is a recurrence. What people have only found resolved goes back to triage when one of its signals fires anew.
 */
@ApplicationScoped
public class Correlation {
  private final IncidentKeys keys;
  private final CountedSignals signals;
  private final Opener opener;
  private final Watch watch;
  private final Timeline timeline;
  private final Alarms alarms;
  private final Ids ids;

  Correlation(IncidentKeys keys, CountedSignals signals, Opener opener, Watch watch, Timeline timeline,
      Alarms alarms, Ids ids) {
    this.keys = keys;
    this.signals = signals;
    this.opener = opener;
    this.watch = watch;
    this.timeline = timeline;
    this.alarms = alarms;
    this.ids = ids;
  }

  /** An incident has ended after its key was found and before that was locked; whoever begins anew sees it. */
  static final class EndedMeanwhile extends RuntimeException implements Faults.Passing {
    EndedMeanwhile() {
      super("An incident of these signals has just come to its end", null, false, false);
    }
  }

  /** Counts what deliveries have carried, in order of the deliveries; in the caller's transaction. */
  public Uni<Void> take(UUID tenant, List<Sighting> sightings) {
    return watch.hear(tenant, sightings.stream().map(Sighting::word).toList()).chain(watched -> {
      var tallies = new TreeMap<OpenKey, List<Tally>>();
      Tally.of(sightings, watched.kinds(), ids::next).forEach((about, its) -> tallies.put(about, List.copyOf(its)));
      return tallies.isEmpty() ? Uni.createFrom().voidItem() : count(tenant, tallies, watched);
    });
  }

  private Uni<Void> count(UUID tenant, SortedMap<OpenKey, List<Tally>> tallies, Watched watched) {
    return hold(tenant, tallies, watched).chain(holders -> {
      var shares = holders.shares(tallies, Tally::key);
      var waiting = shares.stream().filter(share -> share.incident() == null).toList();
      return inOrder(shares, share -> countFor(tenant, share, watched))
          .chain(() -> countWaiting(tenant, waiting))
          .chain(() -> inOrder(waiting,
              share -> opener.open(tenant, share.about(), watched.opening(share.keys(Tally::key)))
                  .chain(opened -> opened == null
                      ? Uni.createFrom().voidItem()
                      : alarm(tenant, opened.holder(), share, watched))));
    });
  }

  /**
   * Locks what the signals are about: alone where an incident opens, else shared. As what opens takes all that waits for it, who
   * adds to what waits shares the lock as well, also of what it waited for by an earlier word.
   */
  private Uni<Holders> hold(UUID tenant, SortedMap<OpenKey, List<Tally>> tallies, Watched watched) {
    var asked = keysOf(tallies, Tally::key);
    return keys.look(tenant, asked).chain(seen -> {
      var free = new HashSet<SignalKey>();
      var opening = new HashSet<OpenKey>();
      asked.forEach((about, its) -> {
        var without = its.stream().filter(key -> seen.of(about, key).isEmpty()).toList();
        free.addAll(without);
        if (!watched.opening(without).isEmpty()) {
          opening.add(about);
        }
      });
      return signals.waitingAbout(tenant, free)
          .chain(before -> keys.lock(tenant, opening, union(asked.keySet(), before)))
          .chain(() -> keys.look(tenant, asked))
          .invoke(now -> requireStill(asked, seen, now));
    });
  }

  private static void requireStill(Map<OpenKey, List<SignalKey>> asked, Holders seen, Holders now) {
    asked.forEach((about, its) -> its.forEach(key -> {
      if (seen.of(about, key).isPresent() && now.of(about, key).isEmpty()) {
        throw new EndedMeanwhile();
      }
    }));
  }

  private static Set<OpenKey> union(Collection<OpenKey> some, Collection<OpenKey> others) {
    var all = new HashSet<>(some);
    all.addAll(others);
    return all;
  }

  private Uni<Void> countFor(UUID tenant, Share<Tally> share, Watched watched) {
    var holder = share.holder();
    return holder == null
        ? Uni.createFrom().voidItem()
        : signals.count(tenant, holder.incident(), share.signals())
            .chain(() -> tell(tenant, holder.incident(), share.keys(Tally::key), watched))
            .chain(() -> alarm(tenant, holder, share, watched));
  }

  private Uni<Void> alarm(UUID tenant, Holder holder, Share<Tally> share, Watched watched) {
    return alarms.note(tenant, holder,
        watched.firing(share.about().systemId(), share.about().kind(), share.keys(Tally::key)));
  }

  private Uni<Void> countWaiting(UUID tenant, List<Share<Tally>> waiting) {
    return waiting.isEmpty()
        ? Uni.createFrom().voidItem()
        : signals.countWaiting(tenant, waiting.stream().flatMap(share -> share.signals().stream()).toList());
  }

  /** One line for all that has changed, so that a storm does not fill the timeline. */
  private Uni<Void> tell(UUID tenant, UUID incident, List<SignalKey> tallied, Watched watched) {
    return watched.told(tallied)
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
    return ripe.isEmpty()
        ? Uni.createFrom().voidItem()
        : keys.lock(tenant, ripe.keySet(), Set.of())
            .chain(() -> keys.look(tenant, keysOf(ripe, Watch.Ripe::key)))
            .map(holders -> holders.shares(ripe, Watch.Ripe::key))
            .chain(shares -> inOrder(shares, share -> join(tenant, share))
                .chain(() -> inOrder(shares, share -> open(tenant, share))));
  }

  private Uni<Void> join(UUID tenant, Share<Watch.Ripe> share) {
    var holder = share.holder();
    return holder == null
        ? Uni.createFrom().voidItem()
        : signals.join(tenant, share.about(), holder.incident(), share.keys(Watch.Ripe::key))
            .chain(() -> alarms.note(tenant, holder,
                share.signals()
                    .stream()
                    .collect(Collectors.toMap(Watch.Ripe::key, ripe -> new Firing(ripe.severity(), ripe.anew())))));
  }

  private Uni<Void> open(UUID tenant, Share<Watch.Ripe> share) {
    return share.incident() != null
        ? Uni.createFrom().voidItem()
        : opener.open(tenant, share.about(),
            share.signals().stream().collect(Collectors.toMap(Watch.Ripe::key, Watch.Ripe::firingSince)))
            .replaceWithVoid();
  }

  /**
   * What has come to wait although it is over joins the incident that is open for it; the signals have to be locked, and what
   * they are about. Answers how many have joined.
   */
  public Uni<Integer> joinOver(UUID tenant, SortedMap<OpenKey, List<SignalKey>> over) {
    return over.isEmpty()
        ? Uni.createFrom().item(0)
        : keys.look(tenant, over).chain(holders -> {
          var joined = Uni.createFrom().item(0);
          for (var share : holders.shares(over, Function.identity())) {
            if (share.incident() != null) {
              joined = joined.chain(before -> signals
                  .joinOnly(tenant, share.about(), share.incident(), share.signals())
                  .map(more -> before + more));
            }
          }
          return joined;
        });
  }

  private static <T> SortedMap<OpenKey, List<SignalKey>> keysOf(SortedMap<OpenKey, List<T>> signals,
      Function<T, SignalKey> key) {
    var keys = new TreeMap<OpenKey, List<SignalKey>>();
    signals.forEach((about, its) -> keys.put(about, its.stream().map(key).toList()));
    return keys;
  }

  private static <T> Uni<Void> inOrder(List<T> all, Function<T, Uni<Void>> work) {
    var chain = Uni.createFrom().voidItem();
    for (var one : all) {
      chain = chain.chain(() -> work.apply(one));
    }
    return chain;
  }
}
