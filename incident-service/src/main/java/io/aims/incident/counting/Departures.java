package io.aims.incident.counting;

import java.io.UncheckedIOException;
import java.util.Collection;
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

import io.aims.incident.signal.SignalKey;
import io.aims.incident.signal.SignalStatus;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;

/**
 * Signals that are about another system than was thought leave what has counted them, and wait, with all that was counted,
 * for the incident of what they are about. Whoever calls has locked them as they stand, so that nobody counts them.
 */
@ApplicationScoped
public class Departures {
  private static final String DEPARTING = """
      with departing as (
        select * from jsonb_to_recordset(cast(cast(?2 as text) as jsonb)) as d (signal_key text, system_id uuid, about text,
          status text, system_ref_known boolean))
      """;
  /** What an incident of their own system has taken in by a merge stays there. */
  private static final String ELSEWHERE = """
      s.tenant = ?1 and s.signal_key = d.signal_key and not starts_with(s.about, cast(d.system_id as text))
      and (s.incident_id is null or s.incident_id in (
        select i.id from incident i where i.tenant = ?1 and i.open and i.system_id <> d.system_id))""";
  /** Also of incidents that are over, as somebody may re-open them. */
  private static final String ABOUT = DEPARTING + """
      select distinct s.about from departing d join signal s on s.tenant = ?1 and s.signal_key = d.signal_key
      where s.about is not null""";
  private static final String LEAVE = (DEPARTING
      + """
          , leaving as (
            delete from signal s using departing d where %3$s
            returning s.*, d.about as elsewhere, d.status as stands, d.system_ref_known as known),
          arriving as (
            insert into signal (tenant, incident_id, %1$s)
            select distinct on (signal_key) tenant, cast(null as uuid), id, signal_key, source_id, stands, severity, system_ref,
              known, model_ref, upstream_key, starts_at, ends_at, metric, value, threshold, summary,
              cast(sum(firing) over w as bigint), cast(sum(resolved) over w as bigint),
              cast(sum(deliveries) over w as bigint), min(first_seen_at) over w, max(last_seen_at) over w, last_delivery_id,
              elsewhere
            from leaving window w as (partition by signal_key) order by signal_key, last_delivery_id desc
            on conflict (tenant, signal_key) where incident_id is null do update set %2$s)
          select incident_id, signal_key from leaving""")
      .formatted(CountedSignals.COLUMNS, CountedSignals.ADDED, ELSEWHERE);
  private static final String THERE = DEPARTING + """
      select distinct s.signal_key from departing d join signal s on s.tenant = ?1 and s.signal_key = d.signal_key
      join incident i on i.tenant = ?1 and i.id = s.incident_id and i.open and i.system_id = d.system_id""";
  private final IncidentKeys keys;
  private final ObjectMapper mapper;

  Departures(IncidentKeys keys, ObjectMapper mapper) {
    this.keys = keys;
    this.mapper = mapper.copy().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);
  }

  /**
   * A signal that leaves.
   *
   * @param about what it is about
   * @param status how it stands
   * @param systemRefKnown whether its monitor's name for the system can mean this one; null when it gives none
   */
  public record Departure(SignalKey key, OpenKey about, SignalStatus status, @Nullable Boolean systemRefKnown) {}

  private record Row(String signalKey, UUID systemId, String about, SignalStatus status,
      @Nullable Boolean systemRefKnown) {
    static Row of(Departure departure) {
      return new Row(departure.key().hex(), departure.about().systemId(), departure.about().text(), departure.status(),
          departure.systemRefKnown());
    }
  }

  /**
   * What became of departing signals.
   *
   * @param left how many have left which incident
   * @param departed those of which something waits now
   * @param there those that an open incident of their system counts already
   */
  public record Departed(Map<UUID, Long> left, Set<SignalKey> departed, Set<SignalKey> there) {}

  /**
   * Lets them leave. What they are about and what they were thought to be about stays locked, so that meanwhile nobody opens or
   * ends an incident there, or moves signals of one.
   */
  public Uni<Departed> of(UUID tenant, Collection<Departure> departures) {
    var rows = json(departures.stream().map(Row::of).toList());
    return texts(ABOUT, tenant, rows)
        .chain(before -> keys.lock(tenant, Stream.concat(before.stream().map(OpenKey::parse),
            departures.stream().map(Departure::about)).toList(), List.of()))
        .chain(() -> texts(THERE, tenant, rows))
        .chain(there -> Panache.getSession()
            .chain(session -> session.createNativeQuery(LEAVE, Tuple.class)
                .setParameter(1, tenant)
                .setParameter(2, rows)
                .getResultList())
            .map(left -> new Departed(left.stream()
                .filter(row -> row.get(0, UUID.class) != null)
                .collect(Collectors.groupingBy(row -> row.get(0, UUID.class), Collectors.counting())),
                left.stream().map(row -> new SignalKey(row.get(1, String.class))).collect(Collectors.toSet()),
                there.stream().map(SignalKey::new).collect(Collectors.toSet()))));
  }

  private static Uni<List<String>> texts(String sql, UUID tenant, String rows) {
    return Panache.getSession()
        .chain(session -> session.createNativeQuery(sql, String.class)
            .setParameter(1, tenant)
            .setParameter(2, rows)
            .getResultList());
  }

  private String json(Collection<Row> rows) {
    try {
      return mapper.writeValueAsString(rows);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
