package io.aims.risk.soa;

import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.aims.platform.refusal.Refusal;
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
    return find("id < ?1 order by id desc", page.beforeId()).project(StatementView.VersionSummary.class)
        .range(0, Page.fetch(page) - 1)
        .list()
        .map(found -> Page.cut(found, page, StatementView.VersionSummary::id));
  }
}
