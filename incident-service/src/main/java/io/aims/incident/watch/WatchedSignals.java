package io.aims.incident.watch;

import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;

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
        firing_since, changes, flapping, skewed, unheard, late, snoozed_until, last_seen_at
      """;
  private static final String BY_KEY = MAPPED + """
      from watched_signal where tenant = ?1 and signal_key = any (string_to_array(cast(?2 as text), ','))
      order by signal_key for update""";
  private static final String DUE = MAPPED + """
      from watched_signal where tenant = ?1 and due_at <= ?2
      order by due_at, signal_key limit ?3 for update skip locked""";
  private static final String STATED = """
      status, episode, last_delivery_id, changed_at, firing_since, changes, flapping, skewed, unheard, due_at""";
  private static final String KEEP = """
      insert into watched_signal (tenant, id, signal_key, source_id, system_id, kind, severity, late, last_seen_at, %1$s)
      select ?1, id, signal_key, source_id, system_id, kind, severity, late, last_seen_at, %1$s
      from jsonb_to_recordset(cast(cast(?2 as text) as jsonb)) as s (id uuid, signal_key text, source_id uuid,
        system_id uuid, kind text, severity text, late bigint, last_seen_at timestamptz, status text,
        episode timestamptz, last_delivery_id uuid, changed_at timestamptz, firing_since timestamptz, changes jsonb,
        flapping boolean, skewed boolean, unheard boolean, due_at timestamptz)
      on conflict (tenant, signal_key) do update set (system_id, kind, severity, late, last_seen_at, %1$s) = (
        excluded.system_id, excluded.kind, excluded.severity, watched_signal.late + excluded.late,
        greatest(watched_signal.last_seen_at, excluded.last_seen_at), excluded.status, excluded.episode,
        excluded.last_delivery_id, excluded.changed_at, excluded.firing_since, excluded.changes, excluded.flapping,
        excluded.skewed, excluded.unheard, excluded.due_at)"""
      .formatted(STATED);
  private final ObjectMapper mapper;

  WatchedSignals(ObjectMapper mapper) {
    this.mapper = mapper.copy()
        .setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);
  }

  /** A signal as it is written. */
  record Row(UUID id, String signalKey, UUID sourceId, UUID systemId, Kind kind, Severity severity, long late,
      Instant lastSeenAt, SignalStatus status, @Nullable Instant episode, UUID lastDeliveryId, Instant changedAt,
      @Nullable Instant firingSince, Changes changes, boolean flapping, boolean skewed, boolean unheard,
      @Nullable Instant dueAt) {
    static Row of(Listening listening, Word word, @Nullable Instant dueAt) {
      var standing = listening.standing();
      return new Row(listening.id(), word.key().hex(), word.sourceId(), word.systemId(), word.kind(), word.severity(),
          listening.late(), word.statement().receivedAt(), standing.status(), standing.episode(),
          standing.lastDelivery(), standing.changedAt(), standing.firingSince(), Changes.of(standing.changes()),
          standing.flapping(), standing.skewed(), standing.unheard(), dueAt);
    }
  }

  Uni<WatchedSignal> get(UUID id) {
    return findById(id).map(found -> Refusal.orNotFound(found, SignalResource.WHAT));
  }

  /** Those of these keys that have been heard of before, locked in order of their keys. */
  Uni<List<WatchedSignal>> lock(UUID tenant, Collection<SignalKey> keys) {
    return Panache.getSession()
        .chain(session -> session.createNativeQuery(BY_KEY, WatchedSignal.class)
            .setParameter(1, tenant)
            .setParameter(2, keys.stream().map(SignalKey::hex).collect(Collectors.joining(",")))
            .getResultList());
  }

  /** Those that are to be looked at, passing over what another process looks at. */
  Uni<List<WatchedSignal>> due(UUID tenant, int limit, Instant now) {
    return Panache.getSession()
        .chain(session -> session.createNativeQuery(DUE, WatchedSignal.class)
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
  Uni<Void> settle(UUID tenant, UUID id, Standing standing, @Nullable Instant dueAt) {
    return Panache.getSession()
        .chain(session -> session
            .createNativeQuery(
                """
                    update watched_signal set flapping = ?3, changes = cast(cast(?4 as text) as jsonb),
                      firing_since = case when ?5 then firing_since end, due_at = cast(nullif(cast(?6 as text), '') as timestamptz)
                    where tenant = ?1 and id = ?2""")
            .setParameter(1, tenant)
            .setParameter(2, id)
            .setParameter(3, standing.flapping())
            .setParameter(4, json(Changes.of(standing.changes())))
            .setParameter(5, standing.firingSince() != null)
            .setParameter(6, dueAt == null ? "" : dueAt.toString())
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

  /** Which signals to list; null filters nothing. */
  record Filter(@Nullable UUID sourceId, @Nullable UUID systemId, @Nullable SignalStatus status,
      @Nullable Boolean flapping) {}

  /** Newest first. */
  Uni<Page<SignalView>> list(Filter filter, PageRequest page) {
    return NewestFirst.of(this, SignalView.class)
        .where("sourceId", filter.sourceId())
        .where("systemId", filter.systemId())
        .where("status", filter.status())
        .where("flapping", filter.flapping())
        .page(page, SignalView::id);
  }

  private String json(Object value) {
    try {
      return mapper.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static OffsetDateTime utc(Instant time) {
    return OffsetDateTime.ofInstant(time, ZoneOffset.UTC);
  }
}
