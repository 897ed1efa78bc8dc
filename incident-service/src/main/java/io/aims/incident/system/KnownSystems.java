package io.aims.incident.system;

import java.time.Duration;
import java.util.UUID;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;

import io.aims.platform.tenancy.Transactions;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;

/** Which AI systems this service has heard of. */
@ApplicationScoped
public class KnownSystems {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(25);
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(200);
  private final Transactions transactions;
  private final Vertx vertx;

  KnownSystems(Transactions transactions, Vertx vertx) {
    this.transactions = transactions;
    this.vertx = vertx;
  }

  /**
   * Whether the system is known, waiting up to {@code patience} for news that may be under way: who registers a system
   * and uses its id at once must not be told that it does not exist. Each look is a transaction of its own.
   */
  public Uni<Boolean> knows(UUID tenant, UUID id, Duration patience) {
    return look(() -> transactions.in(tenant, () -> find(id).map(found -> found != null)),
        System.nanoTime() + patience.toNanos(), FIRST_PAUSE);
  }

  /** Whether the name that a monitor gives can mean this system; in the caller's transaction. */
  public Uni<Boolean> answersTo(UUID id, String ref) {
    return find(id).map(found -> found != null && found.answersTo(ref));
  }

  private Uni<Boolean> look(Supplier<Uni<Boolean>> again, long deadline, Duration pause) {
    return again.get()
        .chain(known -> known || System.nanoTime() - deadline >= 0
            ? Uni.createFrom().item(known)
            : pause(pause).chain(() -> look(again, deadline, longer(pause))));
  }

  /** On the timer of this request's own context, where its next transaction has to run. */
  private Uni<Void> pause(Duration length) {
    return Uni.createFrom().emitter(done -> vertx.setTimer(length.toMillis(), fired -> done.complete(null)));
  }

  private static Duration longer(Duration pause) {
    var doubled = pause.multipliedBy(2);
    return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
  }

  Uni<KnownSystem> find(UUID id) {
    return Panache.getSession().chain(session -> session.find(KnownSystem.class, id));
  }

  Uni<Void> add(KnownSystem system) {
    return Panache.getSession().chain(session -> session.persist(system));
  }
}
