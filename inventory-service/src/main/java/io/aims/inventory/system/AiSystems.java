package io.aims.inventory.system;

import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.jspecify.annotations.Nullable;

import io.aims.platform.refusal.Constraints;
import io.aims.platform.refusal.Refusal;
import io.aims.platform.web.NewestFirst;
import io.aims.platform.web.Page;
import io.aims.platform.web.PageRequest;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;

/** The organisation's AI systems and the places they are bound to. */
@ApplicationScoped
class AiSystems implements PanacheRepositoryBase<AiSystem, UUID> {

  Uni<AiSystem> get(UUID id) {
    return findById(id).map(found -> Refusal.orNotFound(found, "AI system"));
  }

  /** Which systems to list; null filters nothing. */
  record Filter(@Nullable LifecycleStage stage, @Nullable Domain domain, @Nullable UUID ownerId) {}

  /** Newest first. */
  Uni<Page<AiSystemView.Summary>> list(Filter filter, PageRequest page) {
    return NewestFirst.of(this, AiSystemView.Summary.class)
        .where("stage", filter.stage())
        .where("domain", filter.domain())
        .where("ownerId", filter.ownerId())
        .page(page, AiSystemView.Summary::id);
  }

  Uni<List<RuntimeBinding>> bindingsOf(AiSystem system) {
    return Panache.getSession()
        .chain(
            session -> session.createQuery("from RuntimeBinding where systemId = :id order by id", RuntimeBinding.class)
                .setParameter("id", system.id())
                .getResultList());
  }

  Uni<RuntimeBinding> binding(AiSystem system, UUID bindingId) {
    return bindingsOf(system).map(all -> Refusal.orNotFound(
        all.stream().filter(b -> b.id().equals(bindingId)).findFirst().orElse(null), "runtime binding"));
  }

  Uni<RuntimeBinding> add(RuntimeBinding binding) {
    return Panache.getSession()
        .chain(session -> session.persist(binding).chain(session::flush))
        .onFailure(Constraints.violated("runtime_binding_target"))
        .transform(e -> new Refusal.Taken("This place is bound to a system already."))
        .replaceWith(binding);
  }

  Uni<Void> remove(RuntimeBinding binding) {
    return Panache.getSession().chain(session -> session.remove(binding));
  }
}
