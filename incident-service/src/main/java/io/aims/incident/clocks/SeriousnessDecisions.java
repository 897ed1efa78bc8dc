package io.aims.incident.clocks;

import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.jspecify.annotations.Nullable;

import io.aims.platform.web.NewestFirst;
import io.aims.platform.web.Page;
import io.aims.platform.web.PageRequest;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;

/** The organisation's seriousness decisions; they only grow in number. */
@ApplicationScoped
class SeriousnessDecisions implements PanacheRepositoryBase<SeriousnessDecision, UUID> {
  /** The unique index that a second decision upon the same earlier one meets. */
  static final String NUMBER = "seriousness_decision_number";

  /** The decision that stands; null when none has been made. */
  Uni<@Nullable SeriousnessDecision> standing(UUID incident) {
    return find("incidentId = ?1 order by number desc", incident).page(0, 1).firstResult();
  }

  /** Newest first. */
  Uni<Page<SeriousnessView.Summary>> list(UUID incident, PageRequest page) {
    return NewestFirst.of(this, SeriousnessView.Summary.class)
        .where("incidentId", incident)
        .page(page, SeriousnessView.Summary::id);
  }
}
