package io.aims.incident.relation;

import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;

import io.aims.platform.refusal.Constraints;
import io.aims.platform.refusal.Refusal;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;

/** Links between incidents; each is kept once and read from both sides. In the caller's transaction. */
@ApplicationScoped
public class Relations {

  /** A link as one of the two sees it. */
  public record Link(UUID incidentId, Relation relation) {}

  public Uni<Void> add(UUID tenant, UUID one, UUID other, Relation relation) {
    var lower = one.toString().compareTo(other.toString()) < 0 ? one : other;
    return Panache.getSession()
        .chain(session -> session.createNativeQuery("""
            insert into incident_relation (tenant, lower_id, upper_id, relation) values (?1, ?2, ?3, ?4)""")
            .setParameter(1, tenant)
            .setParameter(2, lower)
            .setParameter(3, lower.equals(one) ? other : one)
            .setParameter(4, relation.name())
            .executeUpdate())
        .onFailure(Constraints.violated("incident_relation_pkey"))
        .transform(again -> new Refusal.Taken("The two are related like that already."))
        .replaceWithVoid();
  }

  public Uni<List<Link>> of(UUID tenant, UUID incidentId) {
    return Panache.getSession()
        .chain(session -> session.createNativeQuery("""
            select upper_id, relation from incident_relation where tenant = ?1 and lower_id = ?2
            union all
            select lower_id, relation from incident_relation where tenant = ?1 and upper_id = ?2
            order by 1, 2 limit 100""", Tuple.class)
            .setParameter(1, tenant)
            .setParameter(2, incidentId)
            .getResultList())
        .map(rows -> rows.stream()
            .map(row -> new Link(row.get(0, UUID.class), Relation.valueOf(row.get(1, String.class))))
            .toList());
  }
}
