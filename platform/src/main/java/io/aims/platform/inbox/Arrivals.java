package io.aims.platform.inbox;

import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;

import io.aims.platform.tenancy.Transactions;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;

/**
 * Lets requests wait until the inbox holds what they need. Whatever settles in this process wakes those who wait for its
 * aggregate; what another replica has taken in is found by looks that become rarer. Nothing is held while waiting.
 */
@ApplicationScoped
public class Arrivals {
  /** More would be served late anyway. */
  private static final int MOST_WAITING = 1_000;
  private static final long FIRST_PAUSE = 50;
  private static final String LATE = """
      select exists (select from unnest(string_to_array(cast(?3 as text), ',')) as listening (feed)
        where not exists (select from inbox i
          where i.tenant = ?1 and i.feed = listening.feed and i.aggregate_id = ?2 and i.version >= ?4))""";
  private final Transactions transactions;
  private final Feeds feeds;
  private final Vertx vertx;
  private final ConcurrentHashMap<UUID, Set<Waiter>> waiting = new ConcurrentHashMap<>();
  private final AtomicInteger count = new AtomicInteger();

  Arrivals(Transactions transactions, Feeds feeds, Vertx vertx) {
    this.transactions = transactions;
    this.feeds = feeds;
    this.vertx = vertx;
  }

  /**
   * Whether every feed here that listens to {@code service} has given this version of the aggregate its effect, waiting for
   * that until {@code deadline}; at once when none listens.
   *
   * @param deadline by {@link System#nanoTime()}
   */
  public Uni<Boolean> await(UUID tenant, String service, UUID aggregate, int version, long deadline) {
    var listening = feeds.listeningTo(service);
    if (listening.isEmpty()) {
      return Uni.createFrom().item(true);
    }
    return Uni.createFrom().deferred(() -> {
      var waiter = new Waiter(vertx, aggregate, deadline, FIRST_PAUSE);
      if (count.incrementAndGet() > MOST_WAITING) {
        count.decrementAndGet();
        return Uni.createFrom().item(false);
      }
      enter(waiter);
      return look(waiter, () -> transactions.in(tenant, () -> there(tenant, listening, aggregate, version)))
          .onTermination()
          .invoke(() -> leave(waiter));
    });
  }

  /** An event of {@code aggregate} has had what it is due, and this is committed. */
  void settled(UUID aggregate) {
    var concerned = waiting.get(aggregate);
    if (concerned != null) {
      concerned.forEach(Waiter::wake);
    }
  }

  private Uni<Boolean> look(Waiter waiter, Supplier<Uni<Boolean>> look) {
    return look.get()
        .chain(there -> there || waiter.over()
            ? Uni.createFrom().item(there)
            : waiter.pause().chain(() -> look(waiter, look)));
  }

  private static Uni<Boolean> there(UUID tenant, Set<String> listening, UUID aggregate, int version) {
    return Panache.getSession()
        .chain(session -> session.createNativeQuery(LATE, Boolean.class)
            .setParameter(1, tenant)
            .setParameter(2, aggregate)
            .setParameter(3, String.join(",", listening))
            .setParameter(4, version)
            .getSingleResult())
        .map(late -> !late);
  }

  private void enter(Waiter waiter) {
    waiting.compute(waiter.aggregate(), (aggregate, others) -> {
      var all = others == null ? ConcurrentHashMap.<Waiter>newKeySet() : others;
      all.add(waiter);
      return all;
    });
  }

  private void leave(Waiter waiter) {
    count.decrementAndGet();
    waiting.computeIfPresent(waiter.aggregate(), (aggregate, others) -> {
      others.remove(waiter);
      return others.isEmpty() ? null : others;
    });
  }
}
