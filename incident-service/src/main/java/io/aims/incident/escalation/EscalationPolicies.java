package io.aims.incident.escalation;

import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.jspecify.annotations.Nullable;

import io.aims.platform.refusal.Constraints;
import io.aims.platform.refusal.Refusal;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;

/** The escalation policy of the organisation: none before the first is adopted, then always one. */
@ApplicationScoped
class EscalationPolicies implements PanacheRepositoryBase<EscalationPolicy, UUID> {

  Uni<@Nullable EscalationPolicy> current() {
    return find("from EscalationPolicy").firstResult();
  }

  /** Whom the organisation means; nobody before it has adopted a policy. */
  Uni<Contacts> contacts() {
    return current().map(found -> found == null ? Contacts.NONE : found.contacts());
  }

  /** Two people who adopt the first policy at once: the slower one has to look at it. */
  static <T> Uni<T> onlyOne(Uni<T> adoption) {
    return adoption.onFailure(Constraints.violated("escalation_policy_tenant_key"))
        .transform(lost -> new Refusal.Stale());
  }
}
