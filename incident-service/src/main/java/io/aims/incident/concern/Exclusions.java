package io.aims.incident.concern;

import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.aims.platform.refusal.Constraints;
import io.aims.platform.refusal.Refusal;
import io.aims.platform.time.Ids;
import io.aims.platform.web.NewestFirst;
import io.aims.platform.web.Page;
import io.aims.platform.web.PageRequest;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;

/** From whom concerns are hidden; read by the database's own rule {@code concern_barred}. */
@ApplicationScoped
class Exclusions implements PanacheRepositoryBase<ConcernExclusion, UUID> {
  private static final String OWNER = """
      insert into concern_exclusion (tenant, id, concern_id, person_id)
      select c.tenant, gen_random_uuid(), c.id, s.owner_id
      from concern c join known_system s on s.tenant = c.tenant and s.id = c.system_id
      where c.tenant = ?1 and c.id = ?2 and s.owner_id is not null on conflict do nothing""";
  private static final String BARRED = """
      select concern_barred(c, ?3) from concern c where c.tenant = ?1 and c.id = ?2""";
  private final Ids ids;

  Exclusions(Ids ids) {
    this.ids = ids;
  }

  /** At intake: whom the reporter names, and who owns the system at this moment. */
  Uni<Void> begin(Concern concern, List<UUID> named) {
    var rows = named.stream().map(person -> new ConcernExclusion(ids.random(), concern, person, null)).toList();
    return (rows.isEmpty() ? Uni.createFrom().voidItem() : persist(rows).chain(this::flush))
        .chain(Panache::getSession)
        .chain(session -> session.createNativeQuery(OWNER)
            .setParameter(1, concern.tenant())
            .setParameter(2, concern.id())
            .executeUpdate())
        .replaceWithVoid();
  }

  /** A handler says it of somebody; whether it counts already follows from who else does. */
  Uni<Void> add(Concern concern, UUID person, UUID by) {
    return persistAndFlush(new ConcernExclusion(ids.next(), concern, person, by))
        .onFailure(Constraints.violated("concern_exclusion_tenant_concern_id_person_id_excluded_by_key"))
        .transform(twice -> new Refusal.Taken("You have excluded this person already."))
        .replaceWithVoid();
  }

  /** Whether the person is kept from the concern, for whatever reason. */
  Uni<Boolean> bars(Concern concern, UUID person) {
    return Panache.getSession()
        .chain(session -> session.createNativeQuery(BARRED, Boolean.class)
            .setParameter(1, concern.tenant())
            .setParameter(2, concern.id())
            .setParameter(3, person)
            .getSingleResult());
  }

  /** What handlers have said, newest first; whom the reporter named is not shown. */
  Uni<Page<ConcernView.Exclusion>> list(UUID concern, PageRequest page) {
    return NewestFirst.of(this, ConcernView.Exclusion.class)
        .where("concernId", concern)
        .having("excludedBy", true)
        .page(page, ConcernView.Exclusion::id);
  }
}
