package io.aims.audit.origin;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;

import org.jspecify.annotations.Nullable;

import io.aims.platform.inbox.Patience;
import io.aims.platform.inbox.ReceivedEvent;
import io.aims.platform.refusal.Refusal;
import io.aims.platform.tenancy.Transactions;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;

/** The known incidents with their cases, and the known AI systems; waits briefly for one that is just being reported. */
@ApplicationScoped
public class Origins {
  private static final Duration PATIENCE = Duration.ofMillis(1500);
  private final Transactions transactions;
  private final Patience patience;

  Origins(Transactions transactions, Patience patience) {
    this.transactions = transactions;
    this.patience = patience;
  }

  /** An incident as others refer to it. */
  public record KnownIncident(UUID id, UUID caseId, @Nullable UUID systemId) {}

  /**
   * Where an incident comes from.
   *
   * @param recurrenceOf the one that had been closed last when it opened, of its system and kind, or as part of which one
   *   of these went on
   * @param splitFrom the one of which it was a part
   */
  public record Descent(@Nullable UUID recurrenceOf, @Nullable UUID splitFrom) {}

  /** The incident, which {@code field} of a request refers to; refuses one that does not exist for this organisation. */
  public Uni<KnownIncident> incident(UUID tenant, String field, UUID id) {
    return known(tenant, field, id, () -> incidentNow(tenant, id));
  }

  /** The id of the AI system, which {@code field} of a request refers to; refuses one that does not exist for this organisation. */
  public Uni<UUID> system(UUID tenant, String field, UUID id) {
    return known(tenant, field, id, () -> systemNow(tenant, id));
  }

  private <T> Uni<T> known(UUID tenant, String field, UUID id, Supplier<Uni<@Nullable T>> look) {
    return patience.await(PATIENCE, () -> transactions.in(tenant, look)).map(found -> {
      if (found == null) {
        throw new Refusal.UnknownReference(field);
      }
      return found;
    });
  }

  private static Uni<@Nullable KnownIncident> incidentNow(UUID tenant, UUID id) {
    return Panache.getSession()
        .chain(session -> session
            .createNativeQuery("select case_id, system_id from incident_case where tenant = ?1 and incident_id = ?2",
                Tuple.class)
            .setParameter(1, tenant)
            .setParameter(2, id)
            .getSingleResultOrNull())
        .map(row -> row == null ? null : new KnownIncident(id, row.get(0, UUID.class), row.get(1, UUID.class)));
  }

  private static Uni<@Nullable UUID> systemNow(UUID tenant, UUID id) {
    return Panache.getSession()
        .chain(session -> session
            .createNativeQuery("select system_id from known_system where tenant = ?1 and system_id = ?2", UUID.class)
            .setParameter(1, tenant)
            .setParameter(2, id)
            .getSingleResultOrNull());
  }

  /** Takes down an incident that has opened its case. */
  public Uni<Void> learn(KnownIncident incident, Descent descent, ReceivedEvent from) {
    return Panache.getSession()
        .chain(session -> session.createNativeQuery("""
            insert into incident_case (tenant, incident_id, case_id, system_id, recurrence_of, split_from)
            values (?1, ?2, ?3, ?4, ?5, ?6) on conflict (tenant, incident_id) do nothing""")
            .setParameter(1, from.tenant())
            .setParameter(2, incident.id())
            .setParameter(3, incident.caseId())
            .setParameter(4, incident.systemId())
            .setParameter(5, descent.recurrenceOf())
            .setParameter(6, descent.splitFrom())
            .executeUpdate())
        .replaceWithVoid();
  }

  /** Takes down that {@code incident} goes on as part of {@code into}. */
  public Uni<Void> merged(UUID incident, UUID into, ReceivedEvent from) {
    return Panache.getSession()
        .chain(session -> session
            .createNativeQuery("update incident_case set merged_into = ?3 where tenant = ?1 and incident_id = ?2")
            .setParameter(1, from.tenant())
            .setParameter(2, incident)
            .setParameter(3, into)
            .executeUpdate())
        .replaceWithVoid();
  }

  /** Takes down whether the incident of {@code from} has been dismissed as none. */
  public Uni<Void> ended(boolean dismissed, ReceivedEvent from) {
    return Panache.getSession()
        .chain(session -> session
            .createNativeQuery("update incident_case set dismissed = ?3 where tenant = ?1 and incident_id = ?2")
            .setParameter(1, from.tenant())
            .setParameter(2, from.aggregateId())
            .setParameter(3, dismissed)
            .executeUpdate())
        .replaceWithVoid();
  }

  /**
   * A recurrence.
   *
   * @param goesOn whether some of it is an incident: itself, a part that was split from it, or what it went into, be it
   *     still unknown here
   */
  public record Whole(UUID incidentId, UUID recurrenceOf, boolean goesOn) {}

  /** The recurrences of which the incident is a part, or which have gone into it; in the caller's transaction. */
  public Uni<List<Whole>> wholes(UUID tenant, UUID incident) {
    return Panache.getSession()
        .chain(session -> session
            .createNativeQuery(
                """
                    with recursive whole(id) as (
                      select cast(?2 as uuid)
                      union
                      select above.id from whole w join incident_case c on c.tenant = ?1
                        and (c.incident_id = w.id or c.merged_into = w.id)
                      cross join lateral (values (c.split_from), (case when c.merged_into = w.id then c.incident_id end)) above(id)
                      where above.id is not null),
                    part(whole, id) as (
                      select id, id from whole
                      union
                      select p.whole, below.id from part p join incident_case c on c.tenant = ?1
                        and (c.incident_id = p.id or c.split_from = p.id)
                      cross join lateral (values (c.merged_into), (case when c.split_from = p.id then c.incident_id end)) below(id)
                      where below.id is not null)
                    select p.whole, w.recurrence_of, bool_or(coalesce(c.merged_into is null and not c.dismissed, true))
                    from part p left join incident_case c on c.tenant = ?1 and c.incident_id = p.id
                    join incident_case w on w.tenant = ?1 and w.incident_id = p.whole
                    where w.recurrence_of is not null group by p.whole, w.recurrence_of order by p.whole""",
                Tuple.class)
            .setParameter(1, tenant)
            .setParameter(2, incident)
            .getResultList())
        .map(rows -> rows.stream()
            .map(row -> new Whole(row.get(0, UUID.class), row.get(1, UUID.class), row.get(2, Boolean.class)))
            .toList());
  }

  /**
   * The incident, those that it came from, however far back, and those that went on as part of any of these; in the
   * caller's transaction.
   */
  public Uni<List<UUID>> lineage(UUID tenant, UUID incident) {
    return Panache.getSession()
        .chain(session -> session.createNativeQuery("""
            with recursive line(id) as (
              select cast(?2 as uuid)
              union
              select earlier.id from incident_case c join line on c.tenant = ?1 and c.incident_id = line.id
              cross join lateral (values (c.recurrence_of), (c.split_from)) as earlier(id)
              where earlier.id is not null)
            select id from line
            union
            select c.incident_id from incident_case c join line on c.tenant = ?1 and c.merged_into = line.id""",
            UUID.class)
            .setParameter(1, tenant)
            .setParameter(2, incident)
            .getResultList());
  }

  /** Takes down no longer that there is this incident. */
  public Uni<Void> forgetIncident(UUID tenant, UUID id) {
    return forget("delete from incident_case where tenant = ?1 and incident_id = ?2", tenant, id);
  }

  Uni<Void> forgetSystem(UUID tenant, UUID id) {
    return forget("delete from known_system where tenant = ?1 and system_id = ?2", tenant, id);
  }

  private static Uni<Void> forget(String deletion, UUID tenant, UUID id) {
    return Panache.getSession()
        .chain(
            session -> session.createNativeQuery(deletion).setParameter(1, tenant).setParameter(2, id).executeUpdate())
        .replaceWithVoid();
  }

  Uni<Void> learnSystem(ReceivedEvent from) {
    return Panache.getSession()
        .chain(session -> session
            .createNativeQuery("insert into known_system (tenant, system_id) values (?1, ?2) on conflict do nothing")
            .setParameter(1, from.tenant())
            .setParameter(2, from.aggregateId())
            .executeUpdate())
        .replaceWithVoid();
  }
}
