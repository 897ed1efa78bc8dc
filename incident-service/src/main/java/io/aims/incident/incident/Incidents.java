package io.aims.incident.incident;

import static io.aims.platform.tenancy.Sql.utc;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import org.hibernate.LockMode;
import org.jspecify.annotations.Nullable;

import io.aims.incident.counting.OpenKey;
import io.aims.incident.link.Links;
import io.aims.incident.link.Target;
import io.aims.incident.signal.Kind;
import io.aims.incident.signal.Severity;
import io.aims.platform.refusal.Refusal;
import io.aims.platform.web.NewestFirst;
import io.aims.platform.web.Page;
import io.aims.platform.web.PageRequest;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;

/** The organisation's incidents. */
@ApplicationScoped
class Incidents implements PanacheRepositoryBase<Incident, UUID> {
  private static final String LAST_CLOSED = """
      select id from (
        select id, ended_at from incident
        where tenant = ?1 and system_id = ?2 and kind = ?3 and state = 'CLOSED' and ended_at >= ?4 and ended_at <= ?5
        union all
        select target.id, target.ended_at from incident merged
        join incident target on target.tenant = merged.tenant and target.id = merged.merged_into
        where merged.tenant = ?1 and merged.system_id = ?2 and merged.kind = ?3 and merged.merged_into is not null
          and target.state = 'CLOSED' and target.ended_at >= ?4 and target.ended_at <= ?5) closed
      order by ended_at desc, id desc limit 1""";

  Uni<Incident> get(UUID id) {
    return findById(id).map(found -> Refusal.orNotFound(found, IncidentResource.WHAT));
  }

  /**
   * The same with a lock until the transaction ends, so that nobody decides upon it meanwhile; fails as stale when somebody
   * has. Incidents are locked before keys and clocks.
   */
  Uni<Incident> lock(Incident incident) {
    return Panache.getSession()
        .chain(session -> session.lock(incident, LockMode.PESSIMISTIC_WRITE))
        .replaceWith(incident);
  }

  /** Both, in the order of their ids, so that two who lock them the opposite way do not wait for each other. */
  Uni<Void> lock(Incident one, Incident other) {
    var first = one.id().compareTo(other.id()) < 0 ? one : other;
    return lock(first).chain(() -> lock(first == one ? other : one)).replaceWithVoid();
  }

  /** An incident as it is now, locked until the transaction ends; for who has not looked at it yet. */
  Uni<Incident> hold(UUID id) {
    return lockRow(id, "for no key update");
  }

  /** The same, shared with others who only keep it from changing. */
  Uni<Incident> keep(UUID id) {
    return lockRow(id, "for share");
  }

  private Uni<Incident> lockRow(UUID id, String lock) {
    return Panache.getSession()
        .chain(session -> session.createNativeQuery("select id from incident where id = ?1 " + lock, UUID.class)
            .setParameter(1, id)
            .getSingleResultOrNull())
        .chain(() -> get(id));
  }

  /**
   * The incident that was closed last, of those that were between {@code since} and {@code until}: of this system and kind,
   * and of those as part of which one of these went on; a merge is one step and never a chain.
   */
  Uni<@Nullable UUID> lastClosed(UUID tenant, OpenKey about, Instant since, Instant until) {
    return Panache.getSession()
        .chain(session -> session.createNativeQuery(LAST_CLOSED, UUID.class)
            .setParameter(1, tenant)
            .setParameter(2, about.systemId())
            .setParameter(3, about.kind().name())
            .setParameter(4, utc(since))
            .setParameter(5, utc(until))
            .getSingleResultOrNull());
  }

  /** Those of these that are open. */
  Uni<Set<UUID>> open(Collection<UUID> ids) {
    return Panache.getSession()
        .chain(session -> session.createQuery("select id from Incident where id in :ids and open", UUID.class)
            .setParameter("ids", ids)
            .getResultList())
        .map(Set::copyOf);
  }

  /** Those of these that are open and that nobody else than {@code person} commands. */
  Uni<Set<UUID>> commandedByNobodyBut(UUID person, Collection<UUID> ids) {
    return of(person, ids, "commanderId is null or commanderId = :person");
  }

  /** Those of these that are open and in whose response {@code person} has a part. */
  Uni<Set<UUID>> withPartOf(UUID person, Collection<UUID> ids) {
    return of(person, ids, "commanderId = :person or liaisonId = :person or scribeId = :person");
  }

  private static Uni<Set<UUID>> of(UUID person, Collection<UUID> ids, String parts) {
    return Panache.getSession()
        .chain(session -> session
            .createQuery("select id from Incident where id in :ids and open and (%s)".formatted(parts), UUID.class)
            .setParameter("ids", ids)
            .setParameter("person", person)
            .getResultList())
        .map(Set::copyOf);
  }

  /** Those that {@code id} has taken in. */
  Uni<List<UUID>> mergedInto(UUID id) {
    return Panache.getSession()
        .chain(session -> session.createQuery("select id from Incident where mergedInto = :id order by id", UUID.class)
            .setParameter("id", id)
            .getResultList());
  }

  /** The incident and those that it has taken in: what it has to answer for. */
  Uni<List<UUID>> withMerged(UUID id) {
    return mergedInto(id).map(merged -> Stream.concat(Stream.of(id), merged.stream()).toList());
  }

  /** The same as they are, in the order of their ids. */
  Uni<List<Incident>> allOf(Incident incident) {
    return list("mergedInto = ?1 order by id", incident.id())
        .map(merged -> Stream.concat(Stream.of(incident), merged.stream()).toList());
  }

  /** Those of them that wait for somebody to acknowledge them. */
  Uni<Set<UUID>> unacknowledged(Collection<UUID> ids) {
    return Panache.getSession()
        .chain(session -> session
            .createQuery("select id from Incident where id in :ids and state = :triage and not acknowledged",
                UUID.class)
            .setParameter("ids", ids)
            .setParameter("triage", IncidentState.TRIAGE)
            .getResultList())
        .map(Set::copyOf);
  }

  /** Which incidents to list; null filters nothing. */
  record Filter(@Nullable IncidentState state, @Nullable UUID systemId, @Nullable Kind kind,
      @Nullable Severity severity, @Nullable UUID commanderId, @Nullable Boolean open, @Nullable Target linked) {}

  /** Newest first. */
  Uni<Page<IncidentView.Summary>> list(Filter filter, PageRequest page) {
    return NewestFirst.of(this, IncidentView.Summary.class)
        .where("state", filter.state())
        .where("systemId", filter.systemId())
        .where("kind", filter.kind())
        .where("severity", filter.severity())
        .where("commanderId", filter.commanderId())
        .where("open", filter.open())
        .that(Links.LINKED, filter.linked() == null ? null : Links.values(filter.linked()))
        .page(page, IncidentView.Summary::id);
  }
}
