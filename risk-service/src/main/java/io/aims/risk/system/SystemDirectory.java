package io.aims.risk.system;

import java.util.UUID;
import java.util.function.UnaryOperator;

import jakarta.enterprise.context.ApplicationScoped;

import org.jspecify.annotations.Nullable;

import io.aims.platform.refusal.Refusal;
import io.smallrye.mutiny.Uni;

/** Answers what the organisation's AI systems are, and learns it; always inside a transaction of the organisation. */
@ApplicationScoped
public class SystemDirectory {
  private final KnownSystems systems;

  SystemDirectory(KnownSystems systems) {
    this.systems = systems;
  }

  /** The facts of a system, or null while none have arrived. */
  public Uni<@Nullable SystemFacts> find(UUID systemId) {
    return systems.findById(systemId).map(known -> known == null ? null : known.facts());
  }

  /** The facts of the system that the body of a request names in {@code field}; refuses one that is not known. */
  public Uni<SystemFacts> referredTo(UUID systemId, String field) {
    return find(systemId).map(facts -> {
      if (facts == null) {
        throw new Refusal.UnknownReference(field, systemId);
      }
      return facts;
    });
  }

  /** Takes the facts of a new or a changed system over. */
  public Uni<SystemFacts> learn(UUID tenant, UUID systemId, SystemFacts facts) {
    return systems.findById(systemId).chain(known -> {
      if (known == null) {
        return systems.persist(new KnownSystem(systemId, tenant, facts));
      }
      known.learn(facts);
      return Uni.createFrom().item(known);
    }).replaceWith(facts);
  }

  /** Corrects the facts of a system that is known; inventory tells of a system before it tells of its changes. */
  public Uni<SystemFacts> correct(UUID systemId, UnaryOperator<SystemFacts> correction) {
    return systems.findById(systemId).map(known -> {
      known.learn(correction.apply(known.facts()));
      return known.facts();
    });
  }
}
