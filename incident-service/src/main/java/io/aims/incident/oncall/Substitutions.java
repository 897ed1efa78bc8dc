package io.aims.incident.oncall;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.aims.platform.refusal.Refusal;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;

/** Who takes over, and when, by the organisation's rotas. */
@ApplicationScoped
class Substitutions implements PanacheRepositoryBase<Substitution, UUID> {
  static final String WHAT = "substitution";

  Uni<Substitution> get(UUID rotaId, UUID id) {
    return find("rotaId = ?1 and id = ?2", rotaId, id).firstResult().map(found -> Refusal.orNotFound(found, WHAT));
  }

  /** Those of the rota that are not over at {@code at}, in order of their begin. */
  Uni<List<Substitution>> pending(UUID rotaId, Instant at) {
    return list("rotaId = ?1 and endsAt > ?2 order by startsAt, number", rotaId, at);
  }
}
