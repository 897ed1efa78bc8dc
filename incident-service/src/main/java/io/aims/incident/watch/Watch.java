package io.aims.incident.watch;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import org.jspecify.annotations.Nullable;

import io.aims.incident.due.DueFault;
import io.aims.incident.maintenance.Maintenance;
import io.aims.incident.maintenance.Maintenance.Calendar;
import io.aims.incident.maintenance.Muted;
import io.aims.incident.opening.OpeningRules;
import io.aims.incident.opening.Openings;
import io.aims.incident.signal.Kind;
import io.aims.incident.signal.Severity;
import io.aims.incident.signal.SignalKey;
import io.aims.incident.signal.SignalStatus;
import io.aims.platform.time.Ids;
import io.aims.platform.web.IfMatch;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;

/** Hears what monitors say and keeps how each signal stands; in the caller's transaction. */
@ApplicationScoped
public class Watch implements Muted {
  private final WatchedSignals signals;
  private final Maintenance maintenance;
  private final Openings openings;
  private final Ids ids;
  private final Clock clock;

  Watch(WatchedSignals signals, Maintenance maintenance, Openings openings, Ids ids, Clock clock) {
    this.signals = signals;
    this.maintenance = maintenance;
    this.openings = openings;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Signals that have fired long enough: they open an incident now, if there is none.
   *
   * @param anew whether this firing had not been able to before
   */
  public record Ripe(UUID systemId, Kind kind, SignalKey key, Severity severity, Instant firingSince, boolean anew) {}

  /** Hears words in order of their deliveries. */
  public Uni<Watched> hear(UUID tenant, List<Word> words) {
    if (words.isEmpty()) {
      return Uni.createFrom().item(Watched.NOTHING);
    }
    var byKey = new TreeMap<String, List<Word>>();
    words.forEach(word -> byKey.computeIfAbsent(word.key().hex(), key -> new ArrayList<>()).add(word));
    var since = words.stream().map(word -> word.statement().receivedAt()).min(Instant::compareTo).orElseThrow();
    return openings.keep(tenant)
        .chain(() -> inForce(words.stream().map(Word::sourceId).collect(Collectors.toSet())))
        .chain(rules -> maintenance.keptCalendar(words.stream().map(Word::systemId).collect(Collectors.toSet()), since)
            .chain(calendar -> signals.lock(tenant, beginnings(byKey.values()))
                .chain(known -> hear(tenant, byKey.values(), rules, calendar, known))));
  }

  private List<WatchedSignals.Beginning> beginnings(Collection<List<Word>> words) {
    return words.stream().map(ofSignal -> WatchedSignals.Beginning.of(ids.next(), ofSignal.getFirst())).toList();
  }

  private Uni<Watched> hear(UUID tenant, Collection<List<Word>> words, InForce rules, Calendar calendar,
      List<WatchedSignal> known) {
    var now = clock.instant();
    var before = known.stream().collect(Collectors.toMap(WatchedSignal::signalKey, Function.identity()));
    var opening = new HashMap<SignalKey, Instant>();
    var firing = new HashMap<SignalKey, Map<Listening.About, Firing>>();
    var kinds = new HashMap<SignalKey, Kind>();
    var notices = new HashMap<SignalKey, List<Listening.Notice>>();
    var rows = new ArrayList<WatchedSignals.Row>();
    for (var ofSignal : words) {
      var last = ofSignal.getLast();
      var found = before.get(last.key().hex());
      var listening = new Listening(found, rules.of(last.sourceId()), rules.organisation());
      if (found.heardOf()) {
        kinds.put(last.key(), found.kind());
      }
      ofSignal.forEach(
          word -> listening.hear(word, calendar.until(word.systemId(), word.statement().receivedAt())));
      var maintained = calendar.until(listening.systemId(), now);
      listening.opens(now, maintained).ifPresent(since -> opening.put(last.key(), since));
      firing.put(last.key(), listening.firing());
      notices.put(last.key(), listening.notices());
      rows.add(WatchedSignals.Row.of(listening, now, maintained));
    }
    return signals.keep(tenant, rows).replaceWith(new Watched(opening, firing, notices, kinds));
  }

  /** For which system each of these signals was heard last; nothing for those that nobody has heard of. */
  public Uni<Map<SignalKey, UUID>> systemsOf(UUID tenant, Collection<SignalKey> keys) {
    return keys.isEmpty() ? Uni.createFrom().item(Map.of()) : signals.systems(tenant, keys);
  }

  /** Looks at up to {@code limit} signals that are due at {@code now}. */
  public Uni<Looked> look(UUID tenant, int limit, Instant now) {
    return openings.keep(tenant)
        .chain(() -> signals.due(tenant, limit, now))
        .chain(rows -> rows.isEmpty()
            ? Uni.createFrom().item(new Looked(rows, List.of()))
            : DueFault.of(rows, () -> signals.list("id in ?1 order by id", rows)
                .chain(due -> inForce(due.stream().map(WatchedSignal::sourceId).collect(Collectors.toSet()))
                    .chain(rules -> maintenance
                        .calendar(due.stream().map(WatchedSignal::systemId).collect(Collectors.toSet()), now)
                        .chain(calendar -> look(tenant, due, rules, calendar, now))))));
  }

  /** The rows of the signals that were looked at, and which of them are ripe. */
  public record Looked(List<UUID> rows, List<Ripe> ripe) {}

  private Uni<Looked> look(UUID tenant, List<WatchedSignal> due, InForce rules, Calendar calendar,
      Instant now) {
    var ripe = new ArrayList<Ripe>();
    var chain = Uni.createFrom().voidItem();
    for (var signal : due) {
      var listening = new Listening(signal, rules.of(signal.sourceId()), rules.organisation());
      listening.calm(now);
      var maintained = calendar.until(signal.systemId(), now);
      listening.opens(now, maintained)
          .ifPresent(since -> ripe.add(
              new Ripe(signal.systemId(), signal.kind(), new SignalKey(signal.signalKey()), signal.severity(), since,
                  listening.firing().values().stream().anyMatch(Firing::anew))));
      var row = WatchedSignals.Row.of(listening, now, maintained);
      chain = chain.chain(() -> DueFault.of(List.of(signal.id()), () -> signals.settle(tenant, row)));
    }
    return chain.replaceWith(new Looked(due.stream().map(WatchedSignal::id).toList(), ripe));
  }

  /**
   * A signal as a person sees it.
   *
   * @param firingSince null when it is over
   */
  public record Held(UUID systemId, Kind kind, SignalKey key, @Nullable Instant firingSince) {}

  /** A signal that stands as {@code condition} says, kept so until the transaction ends. */
  public Uni<Held> hold(UUID tenant, UUID id, @Nullable IfMatch condition) {
    return signals.hold(tenant, id).map(signal -> {
      IfMatch.check(condition, signal.version());
      return new Held(signal.systemId(), signal.kind(), new SignalKey(signal.signalKey()), signal.firingSince());
    });
  }

  /** A signal, with the system that it was last thought to be about, and the delivery that said so. */
  public record Placed(UUID id, UUID tenant, UUID sourceId, SignalKey key, UUID systemId, Kind kind,
      SignalStatus status, UUID lastDeliveryId, Instant lastSeenAt) {
    public boolean fires() {
      return status == SignalStatus.FIRING;
    }
  }

  /** The next signals of the source behind that key, kept as they stand until the transaction ends. */
  public Uni<List<Placed>> placed(UUID tenant, UUID sourceId, String behind, int limit) {
    return signals.ofSource(tenant, sourceId, behind, limit)
        .map(found -> found.stream()
            .map(signal -> new Placed(signal.id(), tenant, sourceId, new SignalKey(signal.signalKey()),
                signal.systemId(), signal.kind(), signal.standing().status(), signal.standing().lastDelivery(),
                signal.lastSeenAt()))
            .toList());
  }

  /** Signals are about these systems; what fires is looked at now. */
  public Uni<Void> place(UUID tenant, Map<UUID, UUID> systems, Instant now) {
    return signals.place(tenant, systems, now);
  }

  @Override
  public Uni<Void> wake(UUID tenant, UUID systemId, Instant now) {
    return signals.wake(tenant, systemId, now);
  }

  /** The rules by which a batch is decided. */
  private record InForce(Map<UUID, Rules> bySource, OpeningRules organisation) {
    Rules of(UUID sourceId) {
      return bySource.getOrDefault(sourceId, Rules.USUAL);
    }
  }

  /** To be asked once the rules are kept as they are. */
  private Uni<InForce> inForce(Collection<UUID> sourceIds) {
    return openings.ofOrganisation()
        .chain(organisation -> ofSources(sourceIds)
            .map(bySource -> new InForce(bySource, organisation)));
  }

  private static Uni<Map<UUID, Rules>> ofSources(Collection<UUID> sourceIds) {
    return Panache.getSession()
        .chain(session -> session.createQuery("from SignalRules where sourceId in :sources", SignalRules.class)
            .setParameter("sources", sourceIds)
            .getResultList())
        .map(found -> found.stream().collect(Collectors.toMap(SignalRules::sourceId, SignalRules::rules)));
  }
}
