package io.aims.audit.evidence;

import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.jspecify.annotations.Nullable;

import io.aims.platform.refusal.Refusal;
import io.aims.platform.web.NewestFirst;
import io.aims.platform.web.Page;
import io.aims.platform.web.PageRequest;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;

/** The organisation's evidence packs. */
@ApplicationScoped
class EvidencePacks implements PanacheRepositoryBase<EvidencePack, UUID> {

  Uni<EvidencePack> get(UUID id) {
    return findById(id).map(found -> Refusal.orNotFound(found, "evidence pack"));
  }

  /** Newest first; a null case filters nothing. */
  Uni<Page<EvidencePackView.Summary>> list(@Nullable UUID caseId, PageRequest page) {
    return NewestFirst.of(this, EvidencePackView.Summary.class)
        .where("caseId", caseId)
        .page(page, EvidencePackView.Summary::id);
  }
}
