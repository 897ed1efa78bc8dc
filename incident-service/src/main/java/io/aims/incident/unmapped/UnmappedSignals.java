package io.aims.incident.unmapped;

import static io.aims.platform.tenancy.Sql.utc;

import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Tuple;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;

import io.aims.incident.signal.Severity;
import io.aims.incident.signal.SignalKey;
import io.aims.incident.unmapped.UnmappedSignal.State;
import io.aims.platform.refusal.Refusal;
import io.aims.platform.web.NewestFirst;
import io.aims.platform.web.Page;
import io.aims.platform.web.PageRequest;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;

/** The queue of signals whose system is not known: one row per key, to which a batch adds by one statement. */
@ApplicationScoped
class UnmappedSignals implements PanacheRepositoryBase<UnmappedSignal, UUID> {
  private static final String DESCRIBED = "kind, severity, system_ref, system_name, model_ref, summary";
  private static final String FIRED = "fired, fired_at, fired_delivery";
  private static final String ENDED = "ended, ended_at, ended_delivery";
  private static final String RUN = "run_since, run_delivery";
  private static final String COLUMNS = Stream
      .of("id", "source_id", "signal_key", "status", DESCRIBED, FIRED, ENDED, RUN,
          "firing, resolved, deliveries, first_seen_at, last_seen_at, last_delivery_id")
      .collect(Collectors.joining(", "));
  private static final String FIRED_LATER = """
      excluded.fired_delivery is not null and (u.fired_delivery is null or excluded.fired_delivery > u.fired_delivery)""";
  private static final String ENDED_LATER = """
      excluded.ended_delivery is not null and (u.ended_delivery is null or excluded.ended_delivery > u.ended_delivery)""";
  private static final String LATER = "excluded.last_delivery_id > u.last_delivery_id";
  /** An end tells what it ends only when nothing better is known. */
  private static final String TELLS_MORE = """
      (%s) or excluded.fired_delivery is null and u.fired_delivery is null and %s""".formatted(FIRED_LATER, LATER);
  private static final String BEGINS = """
      excluded.run_since is not null and (u.run_since is null or excluded.ended_delivery <= excluded.run_delivery
        or u.ended_delivery > u.fired_delivery)""";
  /** The end of what has been dismissed is of no more interest than the rest of it. */
  private static final String DORMANT = "u.state = 'DISMISSED' and excluded.firing = 0";
  private static final String ADD = """
      insert into unmapped_signal as u (tenant, version, created_at, changed_at, state, announced, due_at, %1$s)
      select ?1, 0, ?3, ?3, 'WAITING', false, ?3, %1$s
      from jsonb_to_recordset(cast(cast(?2 as text) as jsonb)) as s (id uuid, source_id uuid, signal_key text,
        status text, kind text, severity text, system_ref text, system_name text, model_ref text, summary text,
        fired jsonb, fired_at timestamptz, fired_delivery uuid, ended jsonb, ended_at timestamptz, ended_delivery uuid,
        run_since timestamptz, run_delivery uuid, firing bigint, resolved bigint, deliveries bigint,
        first_seen_at timestamptz, last_seen_at timestamptz, last_delivery_id uuid)
      order by signal_key
      on conflict (tenant, signal_key) do update set
        state = case when u.state = 'ASSIGNED' or %2$s then u.state else 'WAITING' end,
        system_id = case when u.state = 'ASSIGNED' then u.system_id end,
        announced = u.announced and (u.state in ('WAITING', 'ASSIGNED') or %2$s),
        due_at = case when %2$s then u.due_at else coalesce(u.due_at, excluded.due_at) end,
        firing = u.firing + excluded.firing,
        resolved = u.resolved + excluded.resolved,
        deliveries = u.deliveries + excluded.deliveries,
        first_seen_at = case when u.deliveries = 0 then excluded.first_seen_at
          else least(u.first_seen_at, excluded.first_seen_at) end,
        last_seen_at = greatest(u.last_seen_at, excluded.last_seen_at),
        %3$s""".formatted(COLUMNS, DORMANT, Stream
      .of(when(LATER, "status, last_delivery_id"), when(TELLS_MORE, DESCRIBED), when(FIRED_LATER, FIRED),
          when(ENDED_LATER, ENDED), when(BEGINS, RUN))
      .collect(Collectors.joining(", ")));
  private static final String QUEUED = """
      select signal_key, cast(case when state = 'ASSIGNED' then system_id end as text), deliveries > 0,
        fired is not null from unmapped_signal
      where tenant = ?1 and state in ('WAITING', 'ASSIGNED')
      and signal_key = any (string_to_array(cast(?2 as text), ','))""";
  private static final String DUE = """
      select id from unmapped_signal where tenant = ?1 and due_at <= ?2 order by due_at limit ?3
      for update skip locked""";
  private static final String LOOKED_AT = """
      update unmapped_signal set due_at = null, failures = 0
      where tenant = ?1 and id = any (cast(string_to_array(cast(?2 as text), ',') as uuid[]))""";
  /** Locked in order of the keys, as those who add to them do. */
  private static final String AROUSE = """
      with next as materialized (
        select id, signal_key from unmapped_signal
        where tenant = ?1 and state = 'WAITING' and signal_key > ?2 and %s order by signal_key limit ?4 for update),
      aroused as (
        update unmapped_signal u set due_at = coalesce(u.due_at, ?5) from next where u.tenant = ?1 and u.id = next.id)
      select signal_key from next order by signal_key""";
  private final ObjectMapper mapper;

  UnmappedSignals(ObjectMapper mapper) {
    this.mapper = mapper.copy().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);
  }

  private static String when(String condition, String columns) {
    return Stream.of(columns.split(", "))
        .map(column -> "%1$s = case when %2$s then excluded.%1$s else u.%1$s end".formatted(column, condition))
        .collect(Collectors.joining(", "));
  }

  /** Adds what a batch has brought; each of its signals is looked at once that is committed. */
  Uni<Void> add(UUID tenant, List<UnmappedSignal> signals, Instant now) {
    return Panache.getSession()
        .chain(session -> session.createNativeQuery(ADD)
            .setParameter(1, tenant)
            .setParameter(2, json(signals.stream().map(UnmappedSignal::row).toList()))
            .setParameter(3, utc(now))
            .executeUpdate())
        .replaceWithVoid();
  }

  /** Those of these signals that wait here, or that a person has assigned. */
  Uni<Map<SignalKey, PlacingFacts.Queued>> queued(UUID tenant, Collection<SignalKey> keys) {
    if (keys.isEmpty()) {
      return Uni.createFrom().item(Map.of());
    }
    return Panache.getSession()
        .chain(session -> session.createNativeQuery(QUEUED, Tuple.class)
            .setParameter(1, tenant)
            .setParameter(2, keys.stream().map(SignalKey::hex).collect(Collectors.joining(",")))
            .getResultList())
        .map(found -> found.stream()
            .collect(Collectors.toMap(row -> new SignalKey(row.get(0, String.class)), UnmappedSignals::queued)));
  }

  private static PlacingFacts.Queued queued(Tuple row) {
    var system = row.get(1, String.class);
    return new PlacingFacts.Queued(system == null ? null : UUID.fromString(system), row.get(2, Boolean.class),
        row.get(3, Boolean.class));
  }

  Uni<UnmappedSignal> get(UUID id) {
    return findById(id).map(found -> Refusal.orNotFound(found, UnmappedSignalResource.WHAT));
  }

  /** The same, to which nobody adds until the transaction ends. */
  Uni<UnmappedSignal> hold(UUID id) {
    return findById(id, LockModeType.PESSIMISTIC_WRITE)
        .map(found -> Refusal.orNotFound(found, UnmappedSignalResource.WHAT));
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

  Uni<Void> lookedAt(UUID tenant, List<UUID> rows) {
    return Panache.getSession()
        .chain(session -> session.createNativeQuery(LOOKED_AT)
            .setParameter(1, tenant)
            .setParameter(2, rows.stream().map(UUID::toString).collect(Collectors.joining(",")))
            .executeUpdate())
        .replaceWithVoid();
  }

  /** Lets an assigned signal be looked at now. */
  Uni<Void> arouse(UUID tenant, UUID id, Instant now) {
    return Panache.getSession()
        .chain(session -> session
            .createNativeQuery(
                "update unmapped_signal set due_at = ?3 where tenant = ?1 and id = ?2 and deliveries > 0")
            .setParameter(1, tenant)
            .setParameter(2, id)
            .setParameter(3, utc(now))
            .executeUpdate())
        .replaceWithVoid();
  }

  /** Lets what waits of a source be looked at, some of it behind a key; answers the keys. */
  Uni<List<String>> arouseOfSource(UUID tenant, UUID sourceId, String behind, int limit, Instant now) {
    return arouse(AROUSE.formatted("source_id = ?3"), tenant, sourceId, behind, limit, now);
  }

  /** The same of what waits by a name. */
  Uni<List<String>> arouseOfName(UUID tenant, String name, String behind, int limit, Instant now) {
    return arouse(AROUSE.formatted("system_name = ?3"), tenant, name, behind, limit, now);
  }

  private static Uni<List<String>> arouse(String sql, UUID tenant, Object whose, String behind, int limit,
      Instant now) {
    return Panache.getSession()
        .chain(session -> session.createNativeQuery(sql, String.class)
            .setParameter(1, tenant)
            .setParameter(2, behind)
            .setParameter(3, whose)
            .setParameter(4, limit)
            .setParameter(5, utc(now))
            .getResultList());
  }

  /** Which to list; null filters nothing. */
  record Filter(@Nullable UUID sourceId, @Nullable State state, @Nullable Severity severity) {}

  /** Newest first. */
  Uni<Page<UnmappedSignalView.Summary>> list(Filter filter, PageRequest page) {
    return NewestFirst.of(this, UnmappedSignalView.Summary.class)
        .where("sourceId", filter.sourceId())
        .where("state", filter.state())
        .where("severity", filter.severity())
        .page(page, UnmappedSignalView.Summary::id);
  }

  private String json(Object value) {
    try {
      return mapper.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
