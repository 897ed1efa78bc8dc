package io.aims.incident.link;

import java.time.Duration;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.aims.platform.inbox.Patience;
import io.aims.platform.tenancy.Transactions;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;

/** Which risks the organisation has, as the risk service tells of them. */
@ApplicationScoped
public class KnownRisks {
  private static final Duration UNDER_WAY = Duration.ofSeconds(3);
  private final Transactions transactions;
  private final Patience patience;

  KnownRisks(Transactions transactions, Patience patience) {
    this.transactions = transactions;
    this.patience = patience;
  }

  /**
   * Refuses a risk that is unknown, after waiting for news that may be under way: who identifies a risk and links it at once
   * must not be told that it does not exist. Each look is a transaction of its own.
   */
  public Uni<Void> requireKnown(UUID tenant, Target target) {
    if (target.to() != LinkedTo.RISK) {
      return Uni.createFrom().voidItem();
    }
    return patience.await(UNDER_WAY, () -> transactions.in(tenant, () -> find(tenant, UUID.fromString(target.name()))))
        .onItem()
        .ifNull()
        .failWith(Target::unknown)
        .replaceWithVoid();
  }

  private static Uni<UUID> find(UUID tenant, UUID id) {
    return Panache.getSession()
        .chain(session -> session.createNativeQuery("select id from known_risk where tenant = ?1 and id = ?2",
            UUID.class).setParameter(1, tenant).setParameter(2, id).getSingleResultOrNull());
  }

  Uni<Void> add(UUID tenant, UUID id, String reference) {
    return Panache.getSession()
        .chain(session -> session.createNativeQuery("""
            insert into known_risk (tenant, id, reference) values (?1, ?2, ?3)
            on conflict (tenant, id) do update set reference = excluded.reference""")
            .setParameter(1, tenant)
            .setParameter(2, id)
            .setParameter(3, reference)
            .executeUpdate())
        .replaceWithVoid();
  }

  Uni<Void> forget(UUID tenant, UUID id) {
    return Panache.getSession()
        .chain(session -> session.createNativeQuery("delete from known_risk where tenant = ?1 and id = ?2")
            .setParameter(1, tenant)
            .setParameter(2, id)
            .executeUpdate())
        .replaceWithVoid();
  }
}
