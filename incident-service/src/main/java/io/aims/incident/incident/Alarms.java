package io.aims.incident.incident;

import static io.aims.platform.tenancy.Sql.utc;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;

import io.aims.incident.counting.Holders.Holder;
import io.aims.incident.due.DueFault;
import io.aims.incident.due.DueTable;
import io.aims.incident.link.Links;
import io.aims.incident.signal.Severity;
import io.aims.incident.signal.SignalKey;
import io.aims.incident.timeline.EntryKind;
import io.aims.incident.timeline.NamedSignals;
import io.aims.incident.timeline.Timeline;
import io.aims.incident.watch.Firing;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;

/**
 * Signals that change what has been found of their incident: one that people have resolved goes back to triage when one of
 * its signals fires anew, and one whose signals get worse than any before is worse itself. In the caller's transaction.
 *
 * <p>Who counts signals only notes them: people who decide lock incidents before keys, and so nobody waits in a circle. The
 * next round does the rest. A note is of one signal, which is heard by one at a time, so that those who count others for
 * the same incident do not wait for each other.
 *
 * <p>A note says nothing any more once its signal has left the incident: by a split, or for another system.
 */
@ApplicationScoped
public class Alarms {
  public static final DueTable TABLE = new DueTable("alarm", "incident_id", "due_at");
  /** What a merge has brought is counted for the incident that it became a part of once it is heard again. */
  private static final String NOTE = """
      insert into alarm (tenant, incident_id, signal_id, severity, anew, due_at)
            select distinct on (s.signal_key) i.tenant, i.id, s.id, noted.severity, noted.anew, cast(?4 as timestamptz)
            from jsonb_to_recordset(cast(cast(?3 as text) as jsonb)) as noted (key text, severity text, anew boolean)
            join signal s on s.signal_key = noted.key      join incident c on c.tenant = s.tenant and c.id = s.incident_id
            join incident i on i.tenant = c.tenant and i.id in (c.id, c.merged_into)
            where s.tenant = ?1 and i.id = ?2
            and i.open and (noted.anew and i.state in ('RESOLVED', 'REVIEW') or %1$s < %2$s)
            order by s.signal_key, s.incident_id = i.id desc, s.last_seen_at desc
            on conflict (tenant, incident_id, signal_id) do update set anew = alarm.anew or excluded.anew,
              severity = case when %3$s < %4$s then excluded.severity else alarm.severity end
            where %3$s < %4$s or excluded.anew and not alarm.anew"""
      .formatted(rank("noted.severity"), rank("i.signalled"), rank("excluded.severity"),
          rank("alarm.severity"));
  private static final String STANDING = """
      from noted n join signal s on s.tenant = ?1 and s.id = n.signal_id
      join incident c on c.tenant = s.tenant and c.id = s.incident_id and n.incident_id in (c.id, c.merged_into)""";
  private static final String ANY = """
      with noted as (select incident_id, signal_id from alarm where tenant = ?1 and incident_id in (?2))
      select exists (select %s)""".formatted(STANDING);
  private static final String TAKE = """
      with noted as (delete from alarm where tenant = ?1 and incident_id = ?2 returning incident_id, signal_id, severity,
        anew)
      select s.id, n.severity, n.anew %s order by s.id"""
      .formatted(STANDING);
  /**
   * What is noted meanwhile puts nothing off, or a storm would keep its incident resolved; one that waits after a failed try
   * does so whatever is noted.
   */
  private static final String LOCK = """
      select i.id from (
        select incident_id, min(due_at) as due_at from alarm where tenant = ?1
        group by incident_id having min(due_at) <= ?2 and bool_and(failures = 0 or due_at <= ?2)) r
      join incident i on i.tenant = ?1 and i.id = r.incident_id
      order by r.due_at, i.id limit ?3 for no key update of i skip locked""";
  private final Incidents incidents;
  private final Links links;
  private final IncidentLog log;
  private final Timeline timeline;
  private final Clock clock;

  Alarms(Incidents incidents, Links links, IncidentLog log, Timeline timeline, Clock clock) {
    this.incidents = incidents;
    this.links = links;
    this.log = log;
    this.timeline = timeline;
    this.clock = clock;
  }

  /**
   * Signals of the incident, as it counts them, fire; nothing happens unless they do so anew and people have resolved it, or
   * one of them is worse than any that it had.
   */
  Uni<Void> note(UUID tenant, Holder incident, Map<SignalKey, Firing> firing) {
    var signals = firing.entrySet()
        .stream()
        .filter(signal -> signal.getValue().anew() || signal.getValue().worst().worseThan(incident.signalled()))
        .toList();
    return signals.isEmpty()
        ? Uni.createFrom().voidItem()
        : Panache.getSession()
            .chain(session -> session.createNativeQuery(NOTE)
                .setParameter(1, tenant)
                .setParameter(2, incident.incident())
                .setParameter(3, json(signals))
                .setParameter(4, utc(clock.instant()))
                .executeUpdate())
            .replaceWithVoid();
  }

  /** Whether one of these waits for what follows from an alarm. */
  Uni<Boolean> anyOf(UUID tenant, Collection<UUID> incidentIds) {
    return Panache.getSession()
        .chain(session -> session.createNativeQuery(ANY, Boolean.class)
            .setParameter(1, tenant)
            .setParameter(2, incidentIds)
            .getSingleResult());
  }

  /** Looks at up to {@code limit} incidents, passing over those that somebody decides upon; answers how many there were. */
  public Uni<Integer> follow(UUID tenant, int limit, Instant now) {
    return Panache.getSession()
        .chain(session -> session.createNativeQuery(LOCK, UUID.class)
            .setParameter(1, tenant)
            .setParameter(2, utc(now))
            .setParameter(3, limit)
            .getResultList())
        .chain(due -> DueFault.each(due, Function.identity(), id -> follow(id, now)));
  }

  private Uni<Void> follow(UUID id, Instant now) {
    return incidents.get(id)
        .chain(incident -> take(incident).chain(noted -> noted.isEmpty()
            ? Uni.createFrom().voidItem()
            : relapse(incident, noted, now).chain(() -> worsen(incident, noted))));
  }

  private Uni<Void> relapse(Incident incident, List<Noted> noted, Instant now) {
    var signals = named(noted.stream().filter(Noted::anew).toList());
    return signals.number() == 0 || !incident.state().resolved()
        ? Uni.createFrom().voidItem()
        : incidents.withMerged(incident.id())
            .chain(all -> links.risksOf(incident.tenant(), all))
            .chain(linked -> record(incident, incident.relapse(worst(noted), signals, linked, now),
                EntryKind.RELAPSED, signals));
  }

  private Uni<Void> worsen(Incident incident, List<Noted> noted) {
    var worst = worst(noted);
    var signals = named(noted.stream().filter(signal -> signal.severity() == worst).toList());
    return record(incident, incident.worsen(worst, signals), EntryKind.WORSENED, signals);
  }

  private static Severity worst(List<Noted> noted) {
    return Collections.min(noted.stream().map(Noted::severity).toList());
  }

  private Uni<Void> record(Incident incident, Optional<IncidentEvent> event, EntryKind kind, NamedSignals signals) {
    return event.map(happened -> log.record(incident, happened, IncidentLog.OWN)
        .chain(() -> timeline.step(incident.tenant(), incident.id(), kind, clock.instant(), IncidentLog.OWN.actor(),
            signals)))
        .orElseGet(() -> Uni.createFrom().voidItem());
  }

  /** A signal of which there is a note. */
  private record Noted(UUID id, Severity severity, boolean anew) {}

  private static NamedSignals named(List<Noted> noted) {
    return NamedSignals.of(noted.stream().map(Noted::id).toList());
  }

  /** Deletes the notes of an incident that is locked; answers the signals of those that still say something. */
  private static Uni<List<Noted>> take(Incident incident) {
    return Panache.getSession()
        .chain(session -> session.createNativeQuery(TAKE, Tuple.class)
            .setParameter(1, incident.tenant())
            .setParameter(2, incident.id())
            .getResultList())
        .map(rows -> rows.stream()
            .map(row -> new Noted(row.get(0, UUID.class), Severity.valueOf(row.get(1, String.class)),
                row.get(2, Boolean.class)))
            .toList());
  }

  /** Deletes the notes of an incident that is locked. */
  Uni<Void> forget(Incident incident) {
    return Panache.getSession()
        .chain(session -> session.createNativeQuery("delete from alarm where tenant = ?1 and incident_id = ?2")
            .setParameter(1, incident.tenant())
            .setParameter(2, incident.id())
            .executeUpdate())
        .replaceWithVoid();
  }

  /**
   * What has become part of another incident fires on in that one; both are locked, and nobody counts for the one any more.
   */
  Uni<Void> handOver(Incident from, Incident to) {
    return Panache.getSession()
        .chain(session -> session
            .createNativeQuery("update alarm set incident_id = ?3 where tenant = ?1 and incident_id = ?2")
            .setParameter(1, from.tenant())
            .setParameter(2, from.id())
            .setParameter(3, to.id())
            .executeUpdate())
        .replaceWithVoid();
  }

  private static String json(List<Map.Entry<SignalKey, Firing>> signals) {
    return signals.stream()
        .map(signal -> "{\"key\":\"%s\",\"severity\":\"%s\",\"anew\":%s}".formatted(signal.getKey().hex(),
            signal.getValue().worst(), signal.getValue().anew()))
        .collect(Collectors.joining(",", "[", "]"));
  }

  /** The place of that column's severity, the worst one first. */
  private static String rank(String severity) {
    return "array_position(array['%s'], %s)".formatted(
        Stream.of(Severity.values()).map(Enum::name).collect(Collectors.joining("','")), severity);
  }
}
