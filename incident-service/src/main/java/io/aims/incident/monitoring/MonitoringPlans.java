package io.aims.incident.monitoring;

import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.jspecify.annotations.Nullable;

import io.aims.platform.refusal.Refusal;
import io.aims.platform.web.NewestFirst;
import io.aims.platform.web.Page;
import io.aims.platform.web.PageRequest;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;

/** The organisation's plans. */
@ApplicationScoped
class MonitoringPlans implements PanacheRepositoryBase<MonitoringPlan, UUID> {

  Uni<MonitoringPlan> get(UUID id) {
    return findById(id).map(found -> Refusal.orNotFound(found, PlanResource.WHAT));
  }

  /** Newest first. */
  Uni<Page<PlanView.Summary>> list(@Nullable UUID system, @Nullable PlanState state, PageRequest page) {
    return NewestFirst.of(this, PlanView.Summary.class)
        .where("systemId", system)
        .where("state", state)
        .page(page, PlanView.Summary::id);
  }
}
