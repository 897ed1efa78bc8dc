package io.aims.incident.watch;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import io.aims.incident.maintenance.Maintenance;
import io.aims.incident.maintenance.Maintenance.Calendar;
import io.aims.incident.signal.Kind;
import io.aims.incident.signal.SignalKey;
import io.aims.platform.time.Ids;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;

/** Hears what monitors say and keeps how each signal stands; in the caller's transaction. */
@ApplicationScoped
public class Watch {
  private final WatchedSignals signals;
  private final Maintenance maintenance;
  private final Ids ids;
  private final Clock clock;

  Watch(WatchedSignals signals, Maintenance maintenance, Ids ids, Clock clock) {
    this.signals = signals;
    this.maintenance = maintenance;
    this.ids = ids;
    this.clock = clock;
  }

  /** Signals that have fired long enough: they open an incident now, if there is none. */
  public record Ripe(UUID systemId, Kind kind, SignalKey key) {}

  /** Hears words in order of their deliveries. */
  public Uni<Watched> hear(UUID tenant, List<Word> words) {
    if (words.isEmpty()) {
      return Uni.createFrom().item(new Watched(Set.of(), Map.of()));
    }
    var byKey = new TreeMap<String, List<Word>>();
    words.forEach(word -> byKey.computeIfAbsent(word.key().hex(), key -> new ArrayList<>()).add(word));
    var since = words.stream().map(word -> word.statement().receivedAt()).min(Instant::compareTo).orElseThrow();
    return rules(words.stream().map(Word::sourceId).collect(Collectors.toSet()))
        .chain(rules -> maintenance.calendar(words.stream().map(Word::systemId).collect(Collectors.toSet()), since)
            .chain(calendar -> signals.lock(tenant, words.stream().map(Word::key).collect(Collectors.toSet()))
                .chain(known -> hear(tenant, byKey.values(), rules, calendar, known))));
  }

  private Uni<Watched> hear(UUID tenant, Collection<List<Word>> words, Map<UUID, Rules> rules, Calendar calendar,
      List<WatchedSignal> known) {
    var now = clock.instant();
    var before = known.stream().collect(Collectors.toMap(WatchedSignal::signalKey, Function.identity()));
    var opening = new HashSet<SignalKey>();
    var notices = new HashMap<SignalKey, List<Listening.Notice>>();
    var rows = new ArrayList<WatchedSignals.Row>();
    for (var ofSignal : words) {
      var last = ofSignal.getLast();
      var found = before.get(last.key().hex());
      var its = rules.getOrDefault(last.sourceId(), Rules.USUAL);
      var listening = found == null
          ? new Listening(ids.next(), Standing.UNHEARD, its, null)
          : new Listening(found.id(), found.standing(), its, found.snoozedUntil());
      ofSignal.forEach(
          word -> listening.hear(word, calendar.until(word.systemId(), word.statement().receivedAt())));
      var maintained = calendar.until(last.systemId(), now);
      if (listening.opens(now, maintained)) {
        opening.add(last.key());
      }
      notices.put(last.key(), listening.notices());
      rows.add(WatchedSignals.Row.of(listening, last, listening.dueAt(now, maintained)));
    }
    return signals.keep(tenant, rows).replaceWith(new Watched(opening, notices));
  }

  /** Looks at up to {@code limit} signals that are due at {@code now}. */
  public Uni<Looked> look(UUID tenant, int limit, Instant now) {
    return signals.due(tenant, limit, now)
        .chain(due -> due.isEmpty()
            ? Uni.createFrom().item(new Looked(0, List.of()))
            : rules(due.stream().map(WatchedSignal::sourceId).collect(Collectors.toSet()))
                .chain(rules -> maintenance
                    .calendar(due.stream().map(WatchedSignal::systemId).collect(Collectors.toSet()), now)
                    .chain(calendar -> look(tenant, due, rules, calendar, now))));
  }

  /** How many signals were looked at, and which of them are ripe. */
  public record Looked(int signals, List<Ripe> ripe) {}

  private Uni<Looked> look(UUID tenant, List<WatchedSignal> due, Map<UUID, Rules> rules, Calendar calendar,
      Instant now) {
    var ripe = new ArrayList<Ripe>();
    var chain = Uni.createFrom().voidItem();
    for (var signal : due) {
      var listening = new Listening(signal.id(), signal.standing(),
          rules.getOrDefault(signal.sourceId(), Rules.USUAL), signal.snoozedUntil());
      listening.calm(now);
      var maintained = calendar.until(signal.systemId(), now);
      if (listening.opens(now, maintained)) {
        ripe.add(new Ripe(signal.systemId(), signal.kind(), new SignalKey(signal.signalKey())));
      }
      chain = chain.chain(() -> signals.settle(tenant, signal.id(), listening.standing(),
          listening.dueAt(now, maintained)));
    }
    return chain.replaceWith(new Looked(due.size(), ripe));
  }

  private static Uni<Map<UUID, Rules>> rules(Collection<UUID> sourceIds) {
    return Panache.getSession()
        .chain(session -> session.createQuery("from SignalRules where sourceId in :sources", SignalRules.class)
            .setParameter("sources", sourceIds)
            .getResultList())
        .map(found -> found.stream().collect(Collectors.toMap(SignalRules::sourceId, SignalRules::rules)));
  }
}
