package io.aims.incident.concern;

import java.time.Instant;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.aims.platform.time.Ids;
import io.aims.platform.web.NewestFirst;
import io.aims.platform.web.Page;
import io.aims.platform.web.PageRequest;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;

/** Who has read what of a concern; it only grows. */
@ApplicationScoped
class Reads implements PanacheRepositoryBase<ConcernRead, UUID> {
  private final Ids ids;

  Reads(Ids ids) {
    this.ids = ids;
  }

  /** No answer without its entry: both are of one transaction. */
  Uni<Concern> note(Concern concern, UUID person, String what, Instant now) {
    return persistAndFlush(new ConcernRead(ids.next(), concern, person, what, now)).replaceWith(concern);
  }

  /** Newest first. */
  Uni<Page<ConcernView.Read>> list(UUID concern, PageRequest page) {
    return NewestFirst.of(this, ConcernView.Read.class)
        .where("concernId", concern)
        .page(page, ConcernView.Read::id);
  }
}
