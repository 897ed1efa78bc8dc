package io.aims.risk.assessment;

import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.jspecify.annotations.Nullable;

import io.aims.platform.refusal.Refusal;
import io.aims.platform.web.Page;
import io.aims.platform.web.PageRequest;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Parameters;
import io.smallrye.mutiny.Uni;

/** The organisation's risk assessments. */
@ApplicationScoped
class RiskAssessments implements PanacheRepositoryBase<RiskAssessment, UUID> {

  Uni<RiskAssessment> get(UUID id) {
    return findById(id).map(found -> Refusal.orNotFound(found, "risk assessment"));
  }

  Uni<Boolean> exists(UUID systemId) {
    return count("systemId", systemId).map(count -> count > 0);
  }

  /** Newest first, of one system or of all. */
  Uni<Page<RiskAssessmentView.Summary>> list(@Nullable UUID systemId, PageRequest page) {
    var values = Parameters.with("before", page.beforeId());
    var ofSystem = systemId == null ? "" : " and systemId = :systemId";
    if (systemId != null) {
      values.and("systemId", systemId);
    }
    return find("id < :before" + ofSystem + " order by id desc", values).project(RiskAssessmentView.Summary.class)
        .range(0, Page.fetch(page) - 1)
        .list()
        .map(found -> Page.cut(found, page, RiskAssessmentView.Summary::id));
  }
}
