package io.aims.incident.concern;

import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.aims.platform.refusal.Constraints;
import io.aims.platform.refusal.Refusal;
import io.aims.platform.time.Ids;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;

/** From whom concerns are hidden; read by the database's own rule {@code concern_barred}. */
@ApplicationScoped
class Exclusions implements PanacheRepositoryBase<ConcernExclusion, UUID> {
  private final Ids ids;

  Exclusions(Ids ids) {
    this.ids = ids;
  }

  Uni<Void> add(Concern concern, List<UUID> persons) {
    if (persons.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return persist(persons.stream().map(person -> new ConcernExclusion(ids.random(), concern, person)))
        .chain(this::flush)
        .onFailure(Constraints.violated("concern_exclusion_tenant_concern_id_person_id_key"))
        .transform(twice -> new Refusal.Taken("This person is excluded already."));
  }
}
