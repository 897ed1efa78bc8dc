package io.aims.risk.system;

import java.time.Duration;
import java.util.UUID;
import java.util.function.UnaryOperator;

import jakarta.enterprise.context.ApplicationScoped;

import org.jspecify.annotations.Nullable;

import io.aims.platform.inbox.Patience;
import io.aims.platform.tenancy.Transactions;
import io.smallrye.mutiny.Uni;

/** Answers what the organisation's AI systems are, and learns it; inside a transaction of the organisation, unless said otherwise. */
@ApplicationScoped
public class SystemDirectory {
  private static final Duration MOMENT = Duration.ofMillis(1500);
  private final KnownSystems systems;
  private final Transactions transactions;
  private final Patience patience;

  SystemDirectory(KnownSystems systems, Transactions transactions, Patience patience) {
    this.systems = systems;
    this.transactions = transactions;
    this.patience = patience;
  }

  /** The facts of a system, or null while none have arrived. */
  public Uni<@Nullable SystemFacts> find(UUID systemId) {
    return systems.findById(systemId).map(known -> known == null ? null : known.facts());
  }

  /**
   * The same, waiting a moment for news that may be under way: who registers a system and uses its id at once must not be
   * told that it does not exist. Each look is a transaction of its own, so call it outside of any.
   */
  public Uni<@Nullable SystemFacts> expect(UUID tenant, UUID systemId) {
    return patience.await(MOMENT, () -> transactions.in(tenant, () -> find(systemId)));
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

  /** Forgets what is known of a system. */
  public Uni<Void> forget(UUID tenant, UUID systemId) {
    return systems.delete("tenant = ?1 and id = ?2", tenant, systemId).replaceWithVoid();
  }

  /** Corrects the facts of a system that is known; inventory tells of a system before it tells of its changes. */
  public Uni<SystemFacts> correct(UUID systemId, UnaryOperator<SystemFacts> correction) {
    return systems.findById(systemId).map(known -> {
      known.learn(correction.apply(known.facts()));
      return known.facts();
    });
  }
}
