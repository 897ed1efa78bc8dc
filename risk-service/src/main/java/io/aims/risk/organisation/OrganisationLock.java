package io.aims.risk.organisation;

import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;

/**
 * Lets transactions of one organisation take turns, where the row they would have to lock may not exist yet.
 *
 * <p>Held until the transaction ends (PostgreSQL advisory lock); what is read after it is what the previous holder
 * committed.
 */
@ApplicationScoped
public class OrganisationLock {
  private static final String TAKE = """
      select 1 from (select pg_advisory_xact_lock(hashtextextended(cast(?1 as text), 42))) as taken""";

  /** Waits for the turn of {@code tenant} with {@code what}. */
  public Uni<Void> take(UUID tenant, String what) {
    return Panache.getSession()
        .chain(session -> session.createNativeQuery(TAKE, Integer.class)
            .setParameter(1, what + " " + tenant)
            .getSingleResult())
        .replaceWithVoid();
  }
}
