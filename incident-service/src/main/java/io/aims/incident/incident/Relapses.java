package io.aims.incident.incident;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import io.aims.incident.due.DueFault;
import io.aims.incident.due.DueTable;
import io.aims.incident.link.Links;
import io.aims.incident.signal.SignalKey;
import io.aims.incident.timeline.EntryKind;
import io.aims.incident.timeline.NamedSignals;
import io.aims.incident.timeline.Timeline;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;

/**
 * Incidents that people have found resolved, and of which signals fire anew: they go back to triage. In the caller's
 * transaction.
 *
 * <p>Who counts signals only notes them: people who decide lock incidents before keys, and so nobody waits in a circle. The
 * next round does the rest. A note is of one signal, which is heard by one at a time, so that those who count others for
 * the same incident do not wait for each other.
 *
 * <p>A note says nothing any more once its signal has left the incident: by a split, or for another system.
 */
@ApplicationScoped
public class Relapses {
  public static final DueTable TABLE = new DueTable("relapse", "incident_id", "due_at");
  /** What a merge has brought is counted for the incident that it became a part of once it is heard again. */
  private static final String NOTE = """
      insert into relapse (tenant, incident_id, signal_id, due_at)
      select distinct on (s.signal_key) i.tenant, i.id, s.id, cast(?4 as timestamptz)
      from signal s join incident c on c.tenant = s.tenant and c.id = s.incident_id
      join incident i on i.tenant = c.tenant and i.id in (c.id, c.merged_into)
      where s.tenant = ?1 and i.id = ?2 and s.signal_key = any (string_to_array(cast(?3 as text), ','))
      and i.state in ('RESOLVED', 'REVIEW')
      order by s.signal_key, s.incident_id = i.id desc, s.last_seen_at desc
      on conflict do nothing""";
  private static final String STANDING = """
      from noted n join signal s on s.tenant = ?1 and s.id = n.signal_id
      join incident c on c.tenant = s.tenant and c.id = s.incident_id and n.incident_id in (c.id, c.merged_into)""";
  private static final String ANY = """
      with noted as (select incident_id, signal_id from relapse where tenant = ?1 and incident_id in (?2))
      select exists (select %s)""".formatted(STANDING);
  private static final String TAKE = """
      with noted as (delete from relapse where tenant = ?1 and incident_id = ?2 returning incident_id, signal_id)
      select s.id %s order by s.id""".formatted(STANDING);
  /**
   * What is noted meanwhile puts nothing off, or a storm would keep its incident resolved; one that waits after a failed try
   * does so whatever is noted.
   */
  private static final String LOCK = """
      select i.id from (
        select incident_id, min(due_at) as due_at from relapse where tenant = ?1
        group by incident_id having min(due_at) <= ?2 and bool_and(failures = 0 or due_at <= ?2)) r
      join incident i on i.tenant = ?1 and i.id = r.incident_id
      order by r.due_at, i.id limit ?3 for no key update of i skip locked""";
  private final Incidents incidents;
  private final Links links;
  private final IncidentLog log;
  private final Timeline timeline;
  private final Clock clock;

  Relapses(Incidents incidents, Links links, IncidentLog log, Timeline timeline, Clock clock) {
    this.incidents = incidents;
    this.links = links;
    this.log = log;
    this.timeline = timeline;
    this.clock = clock;
  }

  /** Signals of the incident, as it counts them, fire anew; nothing happens unless people have resolved it. */
  Uni<Void> note(UUID tenant, UUID incidentId, Collection<SignalKey> signals) {
    return signals.isEmpty()
        ? Uni.createFrom().voidItem()
        : Panache.getSession()
            .chain(session -> session.createNativeQuery(NOTE)
                .setParameter(1, tenant)
                .setParameter(2, incidentId)
                .setParameter(3, signals.stream().map(SignalKey::hex).collect(Collectors.joining(",")))
                .setParameter(4, utc(clock.instant()))
                .executeUpdate())
            .replaceWithVoid();
  }

  /** Whether one of these waits to be put back. */
  Uni<Boolean> anyOf(UUID tenant, Collection<UUID> incidentIds) {
    return Panache.getSession()
        .chain(session -> session.createNativeQuery(ANY, Boolean.class)
            .setParameter(1, tenant)
            .setParameter(2, incidentIds)
            .getSingleResult());
  }

  /** Puts up to {@code limit} incidents back, passing over those that somebody decides upon; answers how many there were. */
  public Uni<Integer> putBack(UUID tenant, int limit, Instant now) {
    return Panache.getSession()
        .chain(session -> session.createNativeQuery(LOCK, UUID.class)
            .setParameter(1, tenant)
            .setParameter(2, utc(now))
            .setParameter(3, limit)
            .getResultList())
        .chain(due -> DueFault.each(due, Function.identity(), id -> putBack(id, now)));
  }

  private Uni<Void> putBack(UUID id, Instant now) {
    return incidents.get(id)
        .chain(incident -> take(incident)
            .chain(signals -> signals.isEmpty()
                ? Uni.createFrom().voidItem()
                : relapse(incident, NamedSignals.of(signals), now)));
  }

  private Uni<Void> relapse(Incident incident, NamedSignals signals, Instant now) {
    return incidents.withMerged(incident.id())
        .chain(all -> links.risksOf(incident.tenant(), all))
        .chain(linked -> incident.relapse(signals, linked, now)
            .map(relapsed -> log.record(incident, relapsed, IncidentLog.OWN).chain(() -> tell(incident, signals)))
            .orElseGet(() -> Uni.createFrom().voidItem()));
  }

  private Uni<Void> tell(Incident incident, NamedSignals signals) {
    return timeline.step(incident.tenant(), incident.id(), EntryKind.RELAPSED, clock.instant(), IncidentLog.OWN.actor(),
        signals);
  }

  /** Deletes the notes of an incident that is locked; answers the signals of those that still say something. */
  private static Uni<List<UUID>> take(Incident incident) {
    return Panache.getSession()
        .chain(session -> session.createNativeQuery(TAKE, UUID.class)
            .setParameter(1, incident.tenant())
            .setParameter(2, incident.id())
            .getResultList());
  }

  /** Deletes the notes of an incident that is locked. */
  Uni<Void> forget(Incident incident) {
    return Panache.getSession()
        .chain(session -> session.createNativeQuery("delete from relapse where tenant = ?1 and incident_id = ?2")
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
            .createNativeQuery("update relapse set incident_id = ?3 where tenant = ?1 and incident_id = ?2")
            .setParameter(1, from.tenant())
            .setParameter(2, from.id())
            .setParameter(3, to.id())
            .executeUpdate())
        .replaceWithVoid();
  }

  private static OffsetDateTime utc(Instant time) {
    return OffsetDateTime.ofInstant(time, ZoneOffset.UTC);
  }
}
