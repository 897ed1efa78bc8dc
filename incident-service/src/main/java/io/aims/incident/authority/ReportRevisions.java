package io.aims.incident.authority;

import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.aims.platform.refusal.Refusal;
import io.aims.platform.web.NewestFirst;
import io.aims.platform.web.Page;
import io.aims.platform.web.PageRequest;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;

/** Every version of every report; they only grow in number. */
@ApplicationScoped
class ReportRevisions implements PanacheRepositoryBase<ReportRevision, UUID> {

  Uni<ReportRevision> get(UUID report, int number) {
    return find("reportId = ?1 and number = ?2", report, number).firstResult()
        .map(found -> Refusal.orNotFound(found, "revision"));
  }

  /** Newest first. */
  Uni<Page<ReportView.RevisionSummary>> list(UUID report, PageRequest page) {
    return NewestFirst.of(this, ReportView.RevisionSummary.class)
        .where("reportId", report)
        .page(page, ReportView.RevisionSummary::id);
  }
}
