package io.aims.incident.authority;

import java.util.Collection;
import java.util.EnumSet;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.jspecify.annotations.Nullable;

import io.aims.incident.duty.ReportKind;
import io.aims.incident.incident.UnfinishedReports;
import io.aims.platform.refusal.Refusal;
import io.aims.platform.web.NewestFirst;
import io.aims.platform.web.Page;
import io.aims.platform.web.PageRequest;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;

/** The organisation's reports to authorities. */
@ApplicationScoped
class AuthorityReports implements PanacheRepositoryBase<AuthorityReport, UUID>, UnfinishedReports {

  /** A report on this incident. */
  Uni<AuthorityReport> get(UUID incident, UUID id) {
    return find("id = ?1 and incidentId = ?2", id, incident).firstResult()
        .map(found -> Refusal.orNotFound(found, AuthorityReportResource.WHAT));
  }

  @Override
  public Uni<Boolean> anyOf(Collection<UUID> incidentIds) {
    return count("incidentId in ?1 and state in ?2", incidentIds, EnumSet.of(ReportState.DRAFT, ReportState.APPROVED))
        .map(number -> number > 0);
  }

  /** Newest first. */
  Uni<Page<ReportView.Summary>> list(UUID incident, @Nullable ReportState state, @Nullable ReportKind kind,
      PageRequest page) {
    return NewestFirst.of(this, ReportView.Summary.class)
        .where("incidentId", incident)
        .where("state", state)
        .where("kind", kind)
        .page(page, ReportView.Summary::id);
  }
}
