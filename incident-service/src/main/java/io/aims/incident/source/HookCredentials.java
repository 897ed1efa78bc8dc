package io.aims.incident.source;

import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.aims.platform.refusal.Refusal;
import io.aims.platform.web.NewestFirst;
import io.aims.platform.web.Page;
import io.aims.platform.web.PageRequest;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;

/** The credentials of the organisation's hook sources. */
@ApplicationScoped
class HookCredentials implements PanacheRepositoryBase<HookCredential, UUID> {
  static final String WHAT = "credential";

  /** Oldest first. */
  Uni<List<HookCredential>> live(UUID sourceId) {
    return list("sourceId = ?1 and retiredAt is null order by id", sourceId);
  }

  Uni<HookCredential> get(UUID sourceId, UUID id) {
    return find("sourceId = ?1 and id = ?2", sourceId, id).firstResult()
        .map(found -> Refusal.orNotFound(found, WHAT));
  }

  /** Newest first, with those that were retired. */
  Uni<Page<CredentialView>> list(UUID sourceId, PageRequest page) {
    return NewestFirst.of(this, CredentialView.class).where("sourceId", sourceId).page(page, CredentialView::id);
  }
}
