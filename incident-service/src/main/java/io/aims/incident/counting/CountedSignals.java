package io.aims.incident.counting;

import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;

import io.aims.incident.signal.Severity;
import io.aims.incident.signal.SignalKey;
import io.aims.incident.signal.SignalStatus;
import io.aims.platform.web.Page;
import io.aims.platform.web.PageRequest;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;

/** The counters of signals per incident: moved by one statement per batch, in any order of the deliveries. */
@ApplicationScoped
public class CountedSignals {
  /** The signals that one incident shows; a storm of many different ones is cut, the latest first. */
  private static final int SHOWN = 100;
  static final String COLUMNS = """
      id, signal_key, source_id, status, severity, system_ref, system_ref_known, model_ref, upstream_key, starts_at,
      ends_at, metric, value, threshold, summary, firing, resolved, deliveries, first_seen_at, last_seen_at,
      last_delivery_id, about""";
  private static final String NEWER = """
      %1$s = case when excluded.last_delivery_id > signal.last_delivery_id then excluded.%1$s else signal.%1$s end""";
  /** An end may name nothing but the key; what the signal said when it fired stays then. */
  private static final String DESCRIBED = """
      %1$s = case when excluded.last_delivery_id > signal.last_delivery_id and excluded.firing > 0 then excluded.%1$s
        else coalesce(signal.%1$s, excluded.%1$s) end""";
  private static final String LATEST = Stream.concat(
      Stream.of("status", "ends_at", "last_delivery_id").map(NEWER::formatted),
      Stream.of("severity", "system_ref", "system_ref_known", "model_ref", "upstream_key", "starts_at", "metric",
          "value", "threshold", "summary", "about").map(DESCRIBED::formatted))
      .collect(Collectors.joining(", "));
  static final String ADDED = """
      firing = signal.firing + excluded.firing,
      resolved = signal.resolved + excluded.resolved,
      deliveries = signal.deliveries + excluded.deliveries,
      first_seen_at = least(signal.first_seen_at, excluded.first_seen_at),
      last_seen_at = greatest(signal.last_seen_at, excluded.last_seen_at),
      """ + LATEST;
  private static final String COUNTING = """
      insert into signal (tenant, incident_id, %1$s)
      select ?1, %3$s, %1$s from jsonb_to_recordset(cast(cast(?2 as text) as jsonb)) as s (
        id uuid, signal_key text, source_id uuid, status text, severity text, system_ref text, system_ref_known boolean,
        model_ref text, upstream_key text, starts_at timestamptz, ends_at timestamptz, metric text,
        value double precision, threshold double precision, summary text, firing bigint, resolved bigint,
        deliveries bigint, first_seen_at timestamptz, last_seen_at timestamptz, last_delivery_id uuid, about text)
      on conflict %4$s do update set %2$s""";
  private static final String COUNT = COUNTING.formatted(COLUMNS, ADDED, "?3",
      "(tenant, incident_id, signal_key)");
  private static final String COUNT_WAITING = COUNTING.formatted(COLUMNS, ADDED, "null",
      "(tenant, signal_key) where incident_id is null");
  private static final String JOIN = """
      with joining as (
        delete from signal where tenant = ?1 and about = ?2 and incident_id is null
        and (?5 and status = 'FIRING' or signal_key = any (string_to_array(cast(?4 as text), ','))) returning *)
      insert into signal (tenant, incident_id, %1$s) select tenant, ?3, %1$s from joining
      on conflict (tenant, incident_id, signal_key) do update set %2$s""".formatted(COLUMNS, ADDED);
  private final ObjectMapper mapper;

  CountedSignals(ObjectMapper mapper) {
    this.mapper = mapper.copy()
        .setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);
  }

  private record Row(UUID id, String signalKey, UUID sourceId, SignalStatus status, Severity severity,
      @Nullable String systemRef, @Nullable Boolean systemRefKnown, @Nullable String modelRef,
      @Nullable String upstreamKey, @Nullable Instant startsAt, @Nullable Instant endsAt, @Nullable String metric,
      @Nullable Double value, @Nullable Double threshold, @Nullable String summary, long firing, long resolved,
      long deliveries, Instant firstSeenAt, Instant lastSeenAt, UUID lastDeliveryId, String about) {
    static Row of(Tally tally) {
      var latest = tally.latest();
      var telling = tally.telling();
      var signal = telling.signal();
      return new Row(tally.id(), tally.key().hex(), latest.sourceId(), latest.signal().status(), signal.severity(),
          signal.systemRef(), telling.systemRefKnown(), signal.modelRef(), signal.upstreamKey(), signal.startsAt(),
          latest.signal().endsAt(), signal.metric(), signal.value(), signal.threshold(), signal.summary(),
          tally.firing(), tally.resolved(), tally.deliveries(), tally.firstSeen(), latest.receivedAt(),
          latest.deliveryId(), tally.about().text());
    }
  }

  /** Adds the tallies to the incident's signals. */
  public Uni<Void> count(UUID tenant, UUID incidentId, Collection<Tally> tallies) {
    return Panache.getSession()
        .chain(session -> session.createNativeQuery(COUNT)
            .setParameter(1, tenant)
            .setParameter(2, json(tallies))
            .setParameter(3, incidentId)
            .executeUpdate())
        .replaceWithVoid();
  }

  /** Adds the tallies to signals for which no incident is open. */
  public Uni<Void> countWaiting(UUID tenant, Collection<Tally> tallies) {
    return Panache.getSession()
        .chain(session -> session.createNativeQuery(COUNT_WAITING)
            .setParameter(1, tenant)
            .setParameter(2, json(tallies))
            .executeUpdate())
        .replaceWithVoid();
  }

  /** What those of these signals are about that wait for an incident: an earlier word may have been of another kind. */
  public Uni<Set<OpenKey>> waitingAbout(UUID tenant, Collection<SignalKey> keys) {
    return about(tenant, keys, "and incident_id is null");
  }

  /** What these signals are counted by, in any incident or none. */
  public Uni<Set<OpenKey>> about(UUID tenant, Collection<SignalKey> keys) {
    return about(tenant, keys, "");
  }

  private static Uni<Set<OpenKey>> about(UUID tenant, Collection<SignalKey> keys, String which) {
    return keys.isEmpty()
        ? Uni.createFrom().item(Set.of())
        : Panache.getSession()
            .chain(session -> session.createNativeQuery("""
                select distinct about from signal where tenant = ?1 and about is not null %s
                and signal_key = any (string_to_array(cast(?2 as text), ','))""".formatted(which), String.class)
                .setParameter(1, tenant)
                .setParameter(2, keys.stream().map(SignalKey::hex).collect(Collectors.joining(",")))
                .getResultList())
            .map(found -> found.stream().map(OpenKey::parse).collect(Collectors.toSet()));
  }

  /** Those of these signals that wait for an incident, the worst first. */
  public Uni<List<Counted>> waiting(OpenKey about, Collection<SignalKey> keys) {
    return Panache.getSession()
        .chain(session -> session
            .createQuery("from CountedSignal where incidentId is null and about = :about and signalKey in :keys",
                CountedSignal.class)
            .setParameter("about", about.text())
            .setParameter("keys", keys.stream().map(SignalKey::hex).toList())
            .getResultList())
        .map(found -> found.stream().sorted(CountedSignal.WORST_FIRST).map(CountedSignal::counted).toList());
  }

  /**
   * What waits for an incident of this system and kind belongs to {@code incidentId} now: what still fires, and
   * {@code ripe} in any case. What that incident has counted of a signal before is added up with it.
   */
  public Uni<Void> join(UUID tenant, OpenKey about, UUID incidentId, Collection<SignalKey> ripe) {
    return join(tenant, about, incidentId, ripe, true).replaceWithVoid();
  }

  /** The same for nothing but {@code own} signals of a part; answers how many have joined. */
  public Uni<Integer> joinOnly(UUID tenant, OpenKey about, UUID incidentId, Collection<SignalKey> own) {
    return join(tenant, about, incidentId, own, false);
  }

  private static Uni<Integer> join(UUID tenant, OpenKey about, UUID incidentId, Collection<SignalKey> named,
      boolean whatFires) {
    return Panache.getSession()
        .chain(session -> session.createNativeQuery(JOIN)
            .setParameter(1, tenant)
            .setParameter(2, about.text())
            .setParameter(3, incidentId)
            .setParameter(4, named.stream().map(SignalKey::hex).collect(Collectors.joining(",")))
            .setParameter(5, whatFires)
            .executeUpdate());
  }

  /** What a signal was called when it was last heard to fire. */
  public record Names(@Nullable String systemRef, @Nullable String modelRef) {}

  /** Of signals that were counted, in any incident or none. */
  public Uni<Map<SignalKey, Names>> names(UUID tenant, Collection<SignalKey> keys) {
    return keys.isEmpty()
        ? Uni.createFrom().item(Map.of())
        : Panache.getSession()
            .chain(session -> session.createNativeQuery("""
                select distinct on (signal_key) signal_key, system_ref, model_ref from signal
                where tenant = ?1 and signal_key = any (string_to_array(cast(?2 as text), ','))
                order by signal_key, last_delivery_id desc""", Tuple.class)
                .setParameter(1, tenant)
                .setParameter(2, keys.stream().map(SignalKey::hex).collect(Collectors.joining(",")))
                .getResultList())
            .map(rows -> rows.stream()
                .collect(Collectors.toMap(row -> new SignalKey(row.get(0, String.class)),
                    row -> new Names(row.get(1, String.class), row.get(2, String.class)))));
  }

  /** The signals of an incident, the latest seen first. */
  public Uni<List<CountedSignalView>> of(UUID incidentId) {
    return Panache.getSession()
        .chain(session -> session
            .createQuery("from CountedSignal where incidentId = :incident order by lastSeenAt desc, id",
                CountedSignal.class)
            .setParameter("incident", incidentId)
            .setMaxResults(SHOWN)
            .getResultList())
        .map(found -> found.stream().map(CountedSignal::view).toList());
  }

  /** All of them, page by page, the one that was first seen last first. */
  public Uni<Page<CountedSignalView>> list(UUID incidentId, PageRequest page) {
    return Panache.getSession()
        .chain(session -> session
            .createQuery("from CountedSignal where incidentId = :incident and id < :before order by id desc",
                CountedSignal.class)
            .setParameter("incident", incidentId)
            .setParameter("before", page.beforeId())
            .setMaxResults(Page.fetch(page))
            .getResultList())
        .map(found -> Page.cut(found.stream().map(CountedSignal::view).toList(), page, CountedSignalView::id));
  }

  /** Those of an incident's signals that {@code ids} name. */
  public Uni<List<Counted>> find(UUID incidentId, Collection<UUID> ids) {
    return Panache.getSession()
        .chain(session -> session
            .createQuery("from CountedSignal where incidentId = :incident and id in :ids order by id",
                CountedSignal.class)
            .setParameter("incident", incidentId)
            .setParameter("ids", ids)
            .getResultList())
        .map(found -> found.stream().map(CountedSignal::counted).toList());
  }

  /** All of them, for an incident that has few: one that was split off. */
  public Uni<List<Counted>> all(UUID incidentId) {
    return Panache.getSession()
        .chain(session -> session.createQuery("from CountedSignal where incidentId = :incident order by id",
            CountedSignal.class).setParameter("incident", incidentId).getResultList())
        .map(found -> found.stream().map(CountedSignal::counted).toList());
  }

  public Uni<Long> number(UUID incidentId) {
    return Panache.getSession()
        .chain(session -> session
            .createQuery("select count(*) from CountedSignal where incidentId = :incident", Long.class)
            .setParameter("incident", incidentId)
            .getSingleResult());
  }

  /**
   * The worst that the signals of these incidents are called, as far as it has been heard: not while one is held, muted or
   * withheld, nor before the next round has told of it. Those with a key of {@code but} are left out; null for none.
   */
  public Uni<@Nullable Severity> worstHeard(UUID tenant, Collection<UUID> incidentIds, Collection<UUID> but) {
    return Panache.getSession()
        .chain(session -> session.createNativeQuery("""
            select distinct s.severity from signal s where s.tenant = ?1 and s.incident_id in (?2)
            and s.signal_key not in (select b.signal_key from signal b where b.tenant = ?1 and b.id in (?3))
            and not exists (select from alarm a where a.tenant = s.tenant and a.signal_id = s.id)
            and not exists (select from watched_signal w where w.tenant = s.tenant and w.signal_key = s.signal_key
              and w.firing_since is not null and (w.ripe_since is distinct from w.firing_since
                or w.withheld_by is not null or w.due_at is not null and not w.flapping))""", String.class)
            .setParameter(1, tenant)
            .setParameter(2, incidentIds)
            .setParameter(3, but)
            .getResultList())
        .map(called -> called.stream().map(Severity::valueOf).min(Comparator.naturalOrder()).orElse(null));
  }

  /** Lets signals, with all that has been counted, belong to another incident. */
  public Uni<Void> move(UUID tenant, Collection<UUID> ids, UUID to) {
    return Panache.getSession()
        .chain(session -> session.createNativeQuery("""
            update signal set incident_id = ?2
            where tenant = ?1 and id = any (cast(string_to_array(cast(?3 as text), ',') as uuid[]))""")
            .setParameter(1, tenant)
            .setParameter(2, to)
            .setParameter(3, ids.stream().map(UUID::toString).collect(Collectors.joining(",")))
            .executeUpdate())
        .replaceWithVoid();
  }

  private String json(Collection<Tally> tallies) {
    try {
      return mapper.writeValueAsString(tallies.stream().map(Row::of).toList());
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
