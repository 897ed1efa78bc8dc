package io.aims.incident.opening;

import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.jspecify.annotations.Nullable;

import io.aims.platform.refusal.Constraints;
import io.aims.platform.refusal.Refusal;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;

/** The organisation's rules of opening: none before the first are adopted, then always some. */
@ApplicationScoped
class RuleBook implements PanacheRepositoryBase<AdoptedRules, UUID> {

  Uni<@Nullable AdoptedRules> current() {
    return find("from AdoptedRules").firstResult();
  }

  /** Two people who adopt the first rules at once: the slower one has to look at them. */
  static <T> Uni<T> onlyOne(Uni<T> adoption) {
    return adoption.onFailure(Constraints.violated("opening_rules_tenant_key"))
        .transform(lost -> new Refusal.Stale());
  }
}
