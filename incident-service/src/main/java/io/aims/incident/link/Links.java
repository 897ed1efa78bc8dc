package io.aims.incident.link;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;

import io.aims.platform.refusal.Refusal;
import io.aims.platform.tenancy.Sql;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;

/** What incidents have to do with, by the word of people and by effects that others tell of; in the caller's transaction. */
@ApplicationScoped
public class Links {
  /** How many people can make of one incident, so that its view and its events show all of them. */
  static final int BY_PEOPLE = 50;
  /** Which incidents are linked to something, as a condition on their ids; {@link #values} are its parameters. */
  public static final String LINKED = """
      id in (select l.incidentId from IncidentLink l where l.linkedTo = :linkedTo and l.targetKey = :targetKey)""";
  private static final String LINK = """
      insert into incident_link as known (tenant, id, incident_id, linked_to, target, target_key, linked_by, since)
      values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
      on conflict (tenant, incident_id, linked_to, target_key) do update
        set linked_by = excluded.linked_by, id = excluded.id where known.linked_by is null""";
  private static final String EFFECT = """
      insert into incident_link as known (tenant, id, incident_id, linked_to, target, target_key, effect_of, since)
      select ?1, gen_random_uuid(), ?2, ?3, name, name, ?5, ?6
      from unnest(string_to_array(cast(?4 as text), ',')) as name
      on conflict (tenant, incident_id, linked_to, target_key) do update set effect_of = excluded.effect_of
        where known.effect_of is null""";
  private static final String SHOW = """
      select l.id, l.linked_to, l.target, r.reference, l.effect_of is not null as effect, l.linked_by, l.since
      from incident_link l
      left join known_risk r
        on r.tenant = l.tenant and r.id = case when l.linked_to = 'RISK' then cast(l.target as uuid) end
      where l.tenant = ?1 and l.incident_id = ?2
      order by l.linked_by is null, l.since, l.linked_to, l.target_key limit 100""";
  private static final String RISKS = """
      select cast(target as uuid) from incident_link
      where tenant = ?1 and incident_id in (?2) and linked_to = 'RISK' and linked_by is not null""";
  private static final String NUMBER = """
      select count(*) from incident_link where tenant = ?1 and incident_id = ?2 and linked_by is not null""";
  private static final String WITHDRAW = """
      update incident_link set linked_by = null where tenant = ?1 and incident_id = ?2 and id = ?3""";
  private static final String RELEASE = """
      update incident_link set effect_of = null where tenant = ?1 and incident_id = ?2 and effect_of = ?3
      """;
  private static final String RELEASE_IF_DISMISSED = RELEASE + """
      and linked_to = 'CONTROL' and target_key = any(string_to_array(cast(?4 as text), ','))
      and exists (select from incident where tenant = ?1 and id = ?2 and state = 'DISMISSED')""";
  /** Who holds it no more takes the link along, unless somebody else holds it. */
  private static final String DROP = """
      delete from incident_link where tenant = ?1 and incident_id = ?2 and linked_by is null and effect_of is null""";

  /** The parameters of {@link #LINKED}. */
  public static Map<String, Object> values(Target target) {
    return Map.of("linkedTo", target.to(), "targetKey", target.key());
  }

  /** A hundred of an incident, oldest first: all that people have made, and effects. */
  public Uni<List<LinkView>> of(UUID tenant, UUID incidentId) {
    return Panache.getSession()
        .chain(session -> session.createNativeQuery(SHOW, Tuple.class)
            .setParameter(1, tenant)
            .setParameter(2, incidentId)
            .getResultList())
        .map(rows -> rows.stream().map(Links::view).sorted(Comparator.comparing(LinkView::since)).toList());
  }

  /** The risks that people have linked one of these incidents to. */
  public Uni<Set<UUID>> risksOf(UUID tenant, Collection<UUID> incidents) {
    return Panache.getSession()
        .chain(session -> session.createNativeQuery(RISKS, UUID.class)
            .setParameter(1, tenant)
            .setParameter(2, incidents)
            .getResultList())
        .map(Set::copyOf);
  }

  private static LinkView view(Tuple row) {
    return new LinkView(row.get(0, UUID.class), LinkedTo.valueOf(row.get(1, String.class)), row.get(2, String.class),
        row.get(3, String.class), row.get(4, Boolean.class), row.get(5, UUID.class),
        row.get(6, OffsetDateTime.class).toInstant());
  }

  /** A link of this incident; refuses as not found when it has none of that id. */
  public Uni<Linked> get(UUID incidentId, UUID id) {
    return Panache.getSession()
        .chain(session -> session.createQuery("from IncidentLink where id = :id and incidentId = :incident",
            IncidentLink.class).setParameter("id", id).setParameter("incident", incidentId).getSingleResultOrNull())
        .map(found -> Refusal.orNotFound(found, "link").facts());
  }

  /** Notes that a person has linked the incident; refuses as taken when somebody has before, and more than fifty. */
  public Uni<Void> add(UUID tenant, UUID incidentId, UUID id, Target target, UUID person, Instant now) {
    return Sql.update(LINK, tenant, id, incidentId, target.to().name(), target.name(), target.key(), person, now)
        .invoke(rows -> {
          if (rows == 0) {
            throw new Refusal.Taken("The incident is linked to that already.");
          }
        })
        .chain(() -> requireFew(tenant, incidentId));
  }

  private static Uni<Void> requireFew(UUID tenant, UUID incidentId) {
    return Panache.getSession()
        .chain(session -> session.createNativeQuery(NUMBER, Long.class)
            .setParameter(1, tenant)
            .setParameter(2, incidentId)
            .getSingleResult())
        .invoke(number -> {
          if (number > BY_PEOPLE) {
            throw new Refusal.Invalid("to", "people have linked the incident to " + BY_PEOPLE + " already");
          }
        })
        .replaceWithVoid();
  }

  /** Takes back the word of a person; an effect goes on. */
  public Uni<Void> withdraw(UUID tenant, UUID incidentId, UUID id) {
    return Sql.update(WITHDRAW, tenant, incidentId, id)
        .chain(() -> Sql.update(DROP, tenant, incidentId))
        .replaceWithVoid();
  }

  /** Notes an effect, on risks or controls of these ids, that the events of {@code aggregate} tell of. */
  Uni<Void> touched(UUID tenant, UUID incidentId, LinkedTo to, Collection<String> ids, UUID aggregate, Instant since) {
    return Sql.update(EFFECT, tenant, incidentId, to.name(), String.join(",", ids), aggregate, since)
        .replaceWithVoid();
  }

  /** That effect was taken back. */
  Uni<Void> released(UUID tenant, UUID incidentId, UUID aggregate) {
    return Sql.update(RELEASE, tenant, incidentId, aggregate)
        .chain(() -> Sql.update(DROP, tenant, incidentId))
        .replaceWithVoid();
  }

  /** The same, of these controls, if it turned out that there was no incident: what was one keeps what it touched. */
  Uni<Void> releasedIfDismissed(UUID tenant, UUID incidentId, UUID aggregate, Collection<String> controls) {
    return Sql.update(RELEASE_IF_DISMISSED, tenant, incidentId, aggregate, String.join(",", controls))
        .chain(() -> Sql.update(DROP, tenant, incidentId))
        .replaceWithVoid();
  }

  /** Forgets every effect that the events of {@code aggregate} have told of. */
  Uni<Void> forget(UUID tenant, UUID aggregate) {
    return Sql.update("delete from incident_link where tenant = ?1 and effect_of = ?2 and linked_by is null", tenant,
        aggregate)
        .chain(
            () -> Sql.update("update incident_link set effect_of = null where tenant = ?1 and effect_of = ?2", tenant,
                aggregate))
        .replaceWithVoid();
  }
}
