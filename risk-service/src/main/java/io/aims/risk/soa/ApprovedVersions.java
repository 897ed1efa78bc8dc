package io.aims.risk.soa;

import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.aims.platform.refusal.Refusal;
import io.aims.platform.web.NewestFirst;
import io.aims.platform.web.Page;
import io.aims.platform.web.PageRequest;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;

/** The approved versions of the organisation's statement; they only grow in number. */
@ApplicationScoped
class ApprovedVersions implements PanacheRepositoryBase<ApprovedVersion, UUID> {

  Uni<ApprovedVersion> get(int revision) {
    return find("revision", revision).firstResult()
        .map(found -> Refusal.orNotFound(found, "approved version"));
  }

  /** Newest first. */
  Uni<Page<StatementView.VersionSummary>> list(PageRequest page) {
    return NewestFirst.of(this, StatementView.VersionSummary.class).page(page, StatementView.VersionSummary::id);
  }
}
