package io.aims.inventory.notice;

import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.aims.platform.web.NewestFirst;
import io.aims.platform.web.Page;
import io.aims.platform.web.PageRequest;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;

/** The notices of the organisation's systems. */
@ApplicationScoped
class ModelNotices implements PanacheRepositoryBase<ModelNotice, UUID> {

  /** Newest first. */
  Uni<Page<ModelNotice.View>> list(UUID systemId, PageRequest page) {
    return NewestFirst.of(this, ModelNotice.View.class).where("systemId", systemId).page(page, ModelNotice.View::id);
  }
}
