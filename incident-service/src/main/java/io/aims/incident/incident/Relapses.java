package io.aims.incident.incident;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.UUID;
import java.util.function.Function;

import jakarta.enterprise.context.ApplicationScoped;

import io.aims.incident.due.DueFault;
import io.aims.incident.due.DueTable;
import io.aims.incident.link.Links;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;

/**
 * Incidents that people have found resolved, and of which a signal fires anew: they go back to triage. In the caller's
 * transaction.
 *
 * <p>Who counts signals only notes it: people who decide lock incidents before keys, and so nobody waits in a circle. The
 * next round does the rest.
 */
@ApplicationScoped
public class Relapses {
  public static final DueTable TABLE = new DueTable("relapse", "incident_id", "due_at");
  private static final String NOTE = """
      insert into relapse (tenant, incident_id, due_at) select tenant, id, cast(?3 as timestamptz) from incident
      where tenant = ?1 and id = ?2 and state in ('RESOLVED', 'REVIEW') on conflict do nothing""";
  private static final String LOCK = """
      select i.id from relapse r join incident i on i.tenant = r.tenant and i.id = r.incident_id
      where r.tenant = ?1 and r.due_at <= ?2 order by r.due_at, i.id limit ?3 for no key update of i skip locked""";
  private final Incidents incidents;
  private final Links links;
  private final IncidentLog log;
  private final Clock clock;

  Relapses(Incidents incidents, Links links, IncidentLog log, Clock clock) {
    this.incidents = incidents;
    this.links = links;
    this.log = log;
    this.clock = clock;
  }

  /** A signal of the incident fires anew; nothing happens unless people have resolved it. */
  Uni<Void> note(UUID tenant, UUID incidentId) {
    return Panache.getSession()
        .chain(session -> session.createNativeQuery(NOTE)
            .setParameter(1, tenant)
            .setParameter(2, incidentId)
            .setParameter(3, utc(clock.instant()))
            .executeUpdate())
        .replaceWithVoid();
  }

  /** Whether one of these waits to be put back. */
  Uni<Boolean> anyOf(UUID tenant, Collection<UUID> incidentIds) {
    return Panache.getSession()
        .chain(session -> session
            .createNativeQuery("select exists (select from relapse where tenant = ?1 and incident_id in (?2))",
                Boolean.class)
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
        .chain(due -> DueFault.each(due, Function.identity(), this::handOver)
            .chain(() -> DueFault.each(due, Function.identity(), id -> putBack(id, now))));
  }

  /**
   * What has become part of another incident meanwhile fires on in that one. Noted before any note is deleted, for which
   * somebody who counts may wait.
   */
  private Uni<Void> handOver(UUID id) {
    return incidents.get(id)
        .chain(incident -> incident.mergedInto() == null
            ? Uni.createFrom().voidItem()
            : note(incident.tenant(), incident.mergedInto()));
  }

  private Uni<Void> putBack(UUID id, Instant now) {
    return incidents.get(id)
        .chain(incident -> forget(incident)
            .chain(noted -> noted ? relapse(incident, now) : Uni.createFrom().voidItem()));
  }

  private Uni<Void> relapse(Incident incident, Instant now) {
    return incidents.withMerged(incident.id())
        .chain(all -> links.risksOf(incident.tenant(), all))
        .chain(linked -> incident.relapse(linked, now)
            .map(relapsed -> log.record(incident, relapsed, IncidentLog.OWN).replaceWithVoid())
            .orElseGet(() -> Uni.createFrom().voidItem()));
  }

  /** Deletes the note of an incident that is locked; answers whether there was one. */
  Uni<Boolean> forget(Incident incident) {
    return Panache.getSession()
        .chain(session -> session.createNativeQuery("delete from relapse where tenant = ?1 and incident_id = ?2")
            .setParameter(1, incident.tenant())
            .setParameter(2, incident.id())
            .executeUpdate())
        .map(deleted -> deleted > 0);
  }

  private static OffsetDateTime utc(Instant time) {
    return OffsetDateTime.ofInstant(time, ZoneOffset.UTC);
  }
}
