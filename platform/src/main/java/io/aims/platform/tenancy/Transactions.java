package io.aims.platform.tenancy;

import java.util.UUID;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.persistence.OptimisticLockException;

import org.hibernate.StaleStateException;

import io.aims.platform.refusal.Refusal;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;

/**
 * The only way to open a transaction: it binds the transaction to one organisation before anything else runs.
 *
 * <p>Row level security compares every row with {@code app.tenant}, which is set transaction-locally here. Without
 * it a session sees no rows, so code that bypasses this class fails closed. A nested call joins the transaction
 * that is under way and has to name the same organisation.
 */
@ApplicationScoped
public class Transactions {
  private static final String TENANT = "aims.transaction.tenant";
  private final Event<Committed> committed;

  Transactions(Event<Committed> committed) {
    this.committed = committed;
  }

  /** Runs {@code work} in one transaction of organisation {@code tenant}; commits when it completes, rolls back when it fails. */
  public <T> Uni<T> in(UUID tenant, Supplier<Uni<T>> work) {
    return Uni.createFrom().deferred(() -> {
      var context = Vertx.currentContext();
      if (context == null || !VertxContext.isDuplicatedContext(context)) {
        throw new IllegalStateException("A transaction needs a Vert.x context of its own");
      }
      var bound = context.<UUID>getLocal(TENANT);
      if (bound != null) {
        if (!bound.equals(tenant)) {
          throw new IllegalStateException("A transaction belongs to one organisation");
        }
        return work.get();
      }
      context.putLocal(TENANT, tenant);
      return uncancelled(Panache.withTransaction(() -> bind(tenant).chain(() -> work.get()))
          .onItemOrFailure()
          .invoke((item, failure) -> context.removeLocal(TENANT))
          .invoke(() -> committed.fire(new Committed()))
          .onFailure(Transactions::lostUpdate)
          .transform(e -> new Refusal.Stale()));
    });
  }

  /** A caller who goes away must not leave a half-done transaction on a pooled connection: it always runs to its end. */
  private static <T> Uni<T> uncancelled(Uni<T> transaction) {
    return Uni.createFrom().emitter(emitter -> transaction.subscribe().with(emitter::complete, emitter::fail));
  }

  private static Uni<Void> bind(UUID tenant) {
    return Panache.getSession()
        .chain(session -> session.createNativeQuery("select set_config('app.tenant', ?1, true)", String.class)
            .setParameter(1, tenant.toString())
            .getSingleResult())
        .replaceWithVoid();
  }

  private static boolean lostUpdate(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof OptimisticLockException || t instanceof StaleStateException) {
        return true;
      }
    }
    return false;
  }

  /** Fired in-process after a commit, so that the relay need not wait for its next poll. */
  public record Committed() {}
}
