package io.aims.incident.ownrule;

import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.jspecify.annotations.Nullable;

import io.aims.platform.refusal.Refusal;
import io.aims.platform.web.NewestFirst;
import io.aims.platform.web.Page;
import io.aims.platform.web.PageRequest;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;

/** The organisation's own rules. */
@ApplicationScoped
class OwnClockRules implements PanacheRepositoryBase<OwnClockRule, UUID> {

  Uni<OwnClockRule> get(UUID id) {
    return findById(id).map(found -> Refusal.orNotFound(found, ClockRuleResource.WHAT));
  }

  Uni<List<OwnClockRule>> inForce() {
    return list("state", OwnClockRule.State.IN_FORCE);
  }

  /** Newest first. */
  Uni<Page<OwnClockRuleView.Summary>> list(OwnClockRule.@Nullable State state, PageRequest page) {
    return NewestFirst.of(this, OwnClockRuleView.Summary.class)
        .where("state", state)
        .page(page, OwnClockRuleView.Summary::id);
  }
}
