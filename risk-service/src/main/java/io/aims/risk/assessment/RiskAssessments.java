package io.aims.risk.assessment;

import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.jspecify.annotations.Nullable;

import io.aims.platform.refusal.Refusal;
import io.aims.platform.web.NewestFirst;
import io.aims.platform.web.Page;
import io.aims.platform.web.PageRequest;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
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
    return NewestFirst.of(this, RiskAssessmentView.Summary.class)
        .where("systemId", systemId)
        .page(page, RiskAssessmentView.Summary::id);
  }
}
