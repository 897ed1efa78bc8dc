package io.aims.incident.opening;

import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;

/**
 * Says what the organisation has adopted, and keeps it in force until whoever asks is done; in the caller's transaction.
 *
 * <p>Whoever decides by the rules shares a lock of the organisation, whoever changes some has it alone (PostgreSQL
 * advisory locks, as the row may not exist yet, and in turn, so that no stream of deliveries keeps a change waiting). So
 * a signal that was withheld by old rules is there when the change looks for it. To be taken before any signal is locked.
 */
@ApplicationScoped
public class Openings {
  private static final String LOCK = """
      select 1 from (select pg_advisory_xact_lock%s(hashtextextended(cast(?1 as text), 42))) as taken""";
  private static final String SHARED = LOCK.formatted("_shared");
  private static final String ALONE = LOCK.formatted("");
  private final RuleBook book;

  Openings(RuleBook book) {
    this.book = book;
  }

  /** Keeps all rules of opening as they are until the transaction ends. */
  public Uni<Void> keep(UUID tenant) {
    return lock(SHARED, tenant);
  }

  /** Waits until nobody decides by the rules that are to be changed, and keeps others from it. */
  public Uni<Void> change(UUID tenant) {
    return lock(ALONE, tenant);
  }

  /** What the organisation has adopted. */
  public Uni<OpeningRules> ofOrganisation() {
    return book.current().map(found -> found == null ? OpeningRules.NONE : found.opening());
  }

  private static Uni<Void> lock(String lock, UUID tenant) {
    return Panache.getSession()
        .chain(session -> session.createNativeQuery(lock, Integer.class)
            .setParameter(1, "opening-rules " + tenant)
            .getSingleResult())
        .replaceWithVoid();
  }
}
