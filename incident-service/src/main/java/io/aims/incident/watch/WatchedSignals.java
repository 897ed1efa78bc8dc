package io.aims.incident.watch;

import static io.aims.platform.tenancy.Sql.utc;

import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;

import io.aims.incident.opening.Scope;
import io.aims.incident.opening.Threshold;
import io.aims.incident.opening.Withheld;
import io.aims.incident.signal.Kind;
import io.aims.incident.signal.Severity;
import io.aims.incident.signal.SignalKey;
import io.aims.incident.signal.SignalStatus;
import io.aims.platform.refusal.Refusal;
import io.aims.platform.web.NewestFirst;
import io.aims.platform.web.Page;
import io.aims.platform.web.PageRequest;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;

/** The signals of the organisation as they stand; written by one statement per batch. */
@ApplicationScoped
class WatchedSignals implements PanacheRepositoryBase<WatchedSignal, UUID> {
  private static final String MAPPED = """
      select id, signal_key, source_id, system_id, kind, severity, status, episode, last_delivery_id, changed_at,
        firing_since, changes, flapping, skewed, unheard, late, snoozed_until, last_seen_at, withheld_by, opens_from,
        ripe_since, ends, version
      """;
  /** How a signal stands, as people decide upon it. */
  private static final String UPON = "(%1$s.status, %1$s.kind, %1$s.severity, %1$s.flapping, %1$s.withheld_by,"
      + " %1$s.opens_from)";
  private static final String VERSION = "version = w.version + case when %s is distinct from %s then 1 else 0 end"
      .formatted(UPON.formatted("w"), UPON.formatted("s"));
  private static final String BY_ID = MAPPED + "from watched_signal where tenant = ?1 and id = ?2 for update";
  private static final String BY_KEY = MAPPED + """
      from watched_signal where tenant = ?1 and signal_key = any (string_to_array(cast(?2 as text), ','))
      order by signal_key for update""";
  private static final String DUE = """
      select id from watched_signal where tenant = ?1 and due_at <= ?2
      order by due_at, signal_key limit ?3 for update skip locked""";
  private static final String BEGIN = """
      insert into watched_signal (tenant, id, signal_key, source_id, system_id, kind, severity, changes, flapping, skewed,
        unheard, late, last_seen_at, version)
      select ?1, id, signal_key, source_id, system_id, kind, severity, '{"micros":[]}', false, false, false, 0,
        last_seen_at, 0
      from jsonb_to_recordset(cast(cast(?2 as text) as jsonb)) as s (id uuid, signal_key text, source_id uuid,
        system_id uuid, kind text, severity text, last_seen_at timestamptz)
      order by signal_key on conflict (tenant, signal_key) do nothing""";
  private static final String ROWS = """
      from jsonb_to_recordset(cast(cast(?2 as text) as jsonb)) as s (id uuid, system_id uuid, kind text, severity text,
        late bigint, last_seen_at timestamptz, status text, episode timestamptz, last_delivery_id uuid, changed_at timestamptz,
        firing_since timestamptz, changes jsonb, flapping boolean, skewed boolean, unheard boolean, due_at timestamptz,
        withheld_by text, opens_from text, ripe_since timestamptz, ends boolean)
      where w.tenant = ?1 and w.id = s.id""";
  private static final String KEEP = """
      update watched_signal w set system_id = s.system_id, kind = s.kind, severity = s.severity,
        late = w.late + s.late, last_seen_at = s.last_seen_at, status = s.status, episode = s.episode, last_delivery_id = s.last_delivery_id,
        changed_at = s.changed_at, firing_since = s.firing_since, changes = s.changes, flapping = s.flapping,
        skewed = s.skewed, unheard = s.unheard, due_at = s.due_at, failures = 0, withheld_by = s.withheld_by,
        opens_from = s.opens_from, ripe_since = s.ripe_since, ends = s.ends, %s
      """
      .formatted(VERSION) + ROWS;
  /** What can change without a word. */
  private static final String SETTLE = """
      update watched_signal w set failures = 0, flapping = s.flapping, changes = s.changes, due_at = s.due_at,
        firing_since = s.firing_since, withheld_by = s.withheld_by, opens_from = s.opens_from,
        ripe_since = s.ripe_since, %s
      """.formatted(VERSION) + ROWS;
  private static final String OF_SOURCE = MAPPED + """
      from watched_signal where tenant = ?1 and source_id = ?2 and signal_key > ?3 and status is not null
      order by signal_key limit ?4 for update""";
  private static final String PLACE = """
      update watched_signal w set system_id = cast(s.value as uuid), version = w.version + 1,
        ripe_since = case when w.system_id = cast(s.value as uuid) then w.ripe_since end,
        due_at = case when w.firing_since is null then w.due_at else ?3 end
      from jsonb_each_text(cast(cast(?2 as text) as jsonb)) as s
      where w.tenant = ?1 and w.id = cast(s.key as uuid)""";
  private static final String WAKE = """
      update watched_signal set due_at = least(coalesce(due_at, ?4), ?4) where tenant = ?1 and id in (
        select id from watched_signal where tenant = ?1 and withheld_by is not null and signal_key > ?2 %s
        order by signal_key limit ?3 for update)
      returning signal_key""";
  private static final String WAKE_WITHHELD = WAKE.formatted("");
  private static final String WAKE_WITHHELD_OF = WAKE.formatted("and source_id = ?5");
  /** Rules keep it from opening an incident, and none has taken it. */
  private static final String WAITING = """
      withheldBy is not null and signalKey in (select c.signalKey from CountedSignal c where c.incidentId is null)""";
  private final ObjectMapper mapper;

  WatchedSignals(ObjectMapper mapper) {
    this.mapper = mapper.copy()
        .setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);
  }

  /** A signal of which nothing has been heard yet. */
  record Beginning(UUID id, String signalKey, UUID sourceId, UUID systemId, Kind kind, Severity severity,
      Instant lastSeenAt) {
    static Beginning of(UUID id, Word word) {
      return new Beginning(id, word.key().hex(), word.sourceId(), word.systemId(), word.kind(), word.severity(),
          word.statement().receivedAt());
    }
  }

  /** A signal as it is written. */
  record Row(UUID id, UUID systemId, Kind kind, Severity severity, long late, Instant lastSeenAt,
      @Nullable SignalStatus status, @Nullable Instant episode, @Nullable UUID lastDeliveryId,
      @Nullable Instant changedAt,
      @Nullable Instant firingSince, Changes changes, boolean flapping, boolean skewed, boolean unheard,
      @Nullable Instant dueAt, @Nullable Scope withheldBy, @Nullable Threshold opensFrom,
      @Nullable Instant ripeSince, boolean ends) {
    static Row of(Listening listening, Instant now, @Nullable Instant maintainedUntil) {
      var standing = listening.standing();
      var withheld = listening.withheld(now, maintainedUntil);
      return new Row(listening.id(), listening.systemId(), listening.kind(), listening.severity(), listening.late(),
          listening.lastSeenAt(),
          standing.status(), standing.episode(), standing.lastDelivery(), standing.changedAt(),
          standing.firingSince(), Changes.of(standing.changes()), standing.flapping(), standing.skewed(),
          standing.unheard(), listening.dueAt(now, maintainedUntil), withheld.map(Withheld::by).orElse(null),
          withheld.map(Withheld::opensFrom).orElse(null), listening.ripeSince(), listening.ends());
    }
  }

  Uni<WatchedSignal> get(UUID id) {
    return findById(id).map(found -> Refusal.orNotFound(found, SignalResource.WHAT));
  }

  /** A signal as it is now, locked until the transaction ends: nothing is heard of it meanwhile. */
  Uni<WatchedSignal> hold(UUID tenant, UUID id) {
    return Panache.getSession()
        .chain(session -> session.createNativeQuery(BY_ID, WatchedSignal.class)
            .setParameter(1, tenant)
            .setParameter(2, id)
            .getSingleResultOrNull())
        .map(found -> Refusal.orNotFound(found, SignalResource.WHAT));
  }

  /**
   * These signals, locked in order of their keys. What has not been heard of gets its row first, so that two processes
   * that hear of it at once do so one after the other.
   */
  Uni<List<WatchedSignal>> lock(UUID tenant, List<Beginning> signals) {
    return Panache.getSession()
        .chain(session -> session.createNativeQuery(BEGIN)
            .setParameter(1, tenant)
            .setParameter(2, json(signals))
            .executeUpdate()
            .chain(() -> session.createNativeQuery(BY_KEY, WatchedSignal.class)
                .setParameter(1, tenant)
                .setParameter(2, signals.stream().map(Beginning::signalKey).collect(Collectors.joining(",")))
                .getResultList()));
  }

  /** For which system each of these was heard last. */
  Uni<Map<SignalKey, UUID>> systems(UUID tenant, Collection<SignalKey> keys) {
    return Panache.getSession()
        .chain(session -> session.createNativeQuery("""
            select signal_key, system_id from watched_signal
            where tenant = ?1 and signal_key = any (string_to_array(cast(?2 as text), ','))""", Tuple.class)
            .setParameter(1, tenant)
            .setParameter(2, keys.stream().map(SignalKey::hex).collect(Collectors.joining(",")))
            .getResultList())
        .map(rows -> rows.stream()
            .collect(Collectors.toMap(row -> new SignalKey(row.get(0, String.class)), row -> row.get(1, UUID.class))));
  }

  /** Locks those that are to be looked at, passing over what another process looks at. */
  Uni<List<UUID>> due(UUID tenant, int limit, Instant now) {
    return Panache.getSession()
        .chain(session -> session.createNativeQuery(DUE, UUID.class)
            .setParameter(1, tenant)
            .setParameter(2, utc(now))
            .setParameter(3, limit)
            .getResultList());
  }

  Uni<Void> keep(UUID tenant, List<Row> rows) {
    return Panache.getSession()
        .chain(session -> session.createNativeQuery(KEEP)
            .setParameter(1, tenant)
            .setParameter(2, json(rows))
            .executeUpdate())
        .replaceWithVoid();
  }

  /** Keeps what became of a signal that was due. */
  Uni<Void> settle(UUID tenant, Row row) {
    return Panache.getSession()
        .chain(session -> session.createNativeQuery(SETTLE)
            .setParameter(1, tenant)
            .setParameter(2, json(List.of(row)))
            .executeUpdate())
        .replaceWithVoid();
  }

  /** Nobody wants to hear of it until then; what fires then still is looked at. */
  Uni<Void> snooze(UUID tenant, UUID id, Instant until) {
    return Panache.getSession()
        .chain(session -> session
            .createNativeQuery(
                """
                    update watched_signal set snoozed_until = ?3, due_at = case when firing_since is null then due_at else ?3 end
                    where tenant = ?1 and id = ?2""")
            .setParameter(1, tenant)
            .setParameter(2, id)
            .setParameter(3, utc(until))
            .executeUpdate())
        .replaceWithVoid();
  }

  /** Lets what fires of a system be looked at now; locked in order of the keys, as by {@link #lock}. */
  Uni<Void> wake(UUID tenant, UUID systemId, Instant now) {
    return Panache.getSession()
        .chain(session -> session.createNativeQuery("""
            update watched_signal set due_at = ?3 where tenant = ?1 and id in (
              select id from watched_signal where tenant = ?1 and system_id = ?2 and firing_since is not null
              and due_at > ?3 order by signal_key for update)""")
            .setParameter(1, tenant)
            .setParameter(2, systemId)
            .setParameter(3, utc(now))
            .executeUpdate())
        .replaceWithVoid();
  }

  /**
   * Lets the next of those that rules keep from opening an incident be looked at now; in order of the keys, as by {@link
   * #lock}. Answers the keys.
   */
  Uni<List<String>> wakeWithheld(UUID tenant, @Nullable UUID sourceId, String after, int limit, Instant now) {
    return Panache.getSession()
        .chain(session -> {
          var query = session.createNativeQuery(sourceId == null ? WAKE_WITHHELD : WAKE_WITHHELD_OF, String.class)
              .setParameter(1, tenant)
              .setParameter(2, after)
              .setParameter(3, limit)
              .setParameter(4, utc(now));
          return (sourceId == null ? query : query.setParameter(5, sourceId)).getResultList();
        });
  }

  /** The next signals of a source behind a key, locked in order of their keys. */
  Uni<List<WatchedSignal>> ofSource(UUID tenant, UUID sourceId, String behind, int limit) {
    return Panache.getSession()
        .chain(session -> session.createNativeQuery(OF_SOURCE, WatchedSignal.class)
            .setParameter(1, tenant)
            .setParameter(2, sourceId)
            .setParameter(3, behind)
            .setParameter(4, limit)
            .getResultList());
  }

  /** Says of signals which system each is about, and lets what fires be looked at. */
  Uni<Void> place(UUID tenant, Map<UUID, UUID> systems, Instant now) {
    return Panache.getSession()
        .chain(session -> session.createNativeQuery(PLACE)
            .setParameter(1, tenant)
            .setParameter(2, json(systems))
            .setParameter(3, utc(now))
            .executeUpdate())
        .replaceWithVoid();
  }

  /** Which signals to list; null filters nothing. */
  record Filter(@Nullable UUID sourceId, @Nullable UUID systemId, @Nullable SignalStatus status,
      @Nullable Boolean flapping, @Nullable Boolean waiting) {}

  /** Newest first. */
  Uni<Page<SignalView>> list(Filter filter, PageRequest page) {
    return NewestFirst.of(this, SignalView.class)
        .where("sourceId", filter.sourceId())
        .where("systemId", filter.systemId())
        .where("status", filter.status())
        .where("flapping", filter.flapping())
        .when(WAITING, filter.waiting())
        .page(page, SignalView::id);
  }

  private String json(Object value) {
    try {
      return mapper.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
