package io.aims.platform.inbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import io.aims.platform.tenancy.Transactions;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;

/**
 * Lets requests wait until the inbox holds what they need. Whatever settles in this process wakes those who wait for its
 * aggregate; what another replica has taken in is found by looks that become rarer. Nothing is held here while waiting.
 */
@ApplicationScoped
public class Arrivals {
  /** Together well below the connections that a gateway has to this service (256): a wait must not keep others out. */
  private static final int MOST_OF_ONE = 20;
  private static final int MOST_OF_ALL = 100;
  private static final long FIRST_PAUSE = 50;
  private static final String FIRST_LATE = """
      select due.place
      from unnest(string_to_array(cast(?2 as text), ','), cast(string_to_array(cast(?3 as text), ',') as uuid[]),
        cast(string_to_array(cast(?4 as text), ',') as int[])) with ordinality as due (feed, aggregate_id, version, place)
      where not exists (select from inbox i
        where i.tenant = ?1 and i.feed = due.feed and i.aggregate_id = due.aggregate_id and i.version >= due.version)
      order by due.place limit 1""";
  private final Transactions transactions;
  private final Feeds feeds;
  private final Vertx vertx;
  private final Waiters waiters = new Waiters(MOST_OF_ONE, MOST_OF_ALL);

  Arrivals(Transactions transactions, Feeds feeds, Vertx vertx) {
    this.transactions = transactions;
    this.feeds = feeds;
    this.vertx = vertx;
  }

  /**
   * A version of an aggregate.
   *
   * @param service the owner
   */
  public record Awaited(String service, UUID aggregateId, int version) {}

  /** What one feed has to have given its effect. */
  private record Due(String feed, Awaited awaited) {}

  /**
   * The first one of {@code awaited} that has not had its effect yet in every feed here that listens to its owner; waits
   * until {@code deadline} for none to be left, unless too many wait already. What nobody here listens to is left out.
   *
   * @param deadline by {@link System#nanoTime()}
   */
  public Uni<Optional<Awaited>> late(UUID tenant, List<Awaited> awaited, long deadline) {
    var due = new ArrayList<Due>();
    for (var version : awaited) {
      feeds.listeningTo(version.service()).forEach(feed -> due.add(new Due(feed, version)));
    }
    if (due.isEmpty()) {
      return Uni.createFrom().item(Optional.empty());
    }
    Supplier<Uni<Optional<Awaited>>> look = () -> transactions.in(tenant, () -> firstLate(tenant, due));
    return look.get()
        .chain(late -> late.isEmpty() ? Uni.createFrom().item(late) : await(tenant, due, late, deadline, look));
  }

  /** An event of {@code aggregate} has had what it is due, and this is committed. */
  void settled(UUID aggregate) {
    waiters.wake(aggregate);
  }

  private Uni<Optional<Awaited>> await(UUID tenant, List<Due> due, Optional<Awaited> late, long deadline,
      Supplier<Uni<Optional<Awaited>>> look) {
    var aggregates = due.stream().map(each -> each.awaited().aggregateId()).collect(Collectors.toUnmodifiableSet());
    var waiter = new Waiter(vertx, deadline, FIRST_PAUSE);
    if (!waiters.enter(tenant, aggregates, waiter)) {
      return Uni.createFrom().item(late);
    }
    return again(waiter, late, look).onTermination().invoke(() -> waiters.leave(tenant, aggregates, waiter));
  }

  private static Uni<Optional<Awaited>> again(Waiter waiter, Optional<Awaited> late,
      Supplier<Uni<Optional<Awaited>>> look) {
    return late.isEmpty() || waiter.over()
        ? Uni.createFrom().item(late)
        : waiter.pause().chain(() -> look.get()).chain(next -> again(waiter, next, look));
  }

  /** All in one statement, however many there are. */
  private static Uni<Optional<Awaited>> firstLate(UUID tenant, List<Due> due) {
    return Panache.getSession()
        .chain(session -> session.createNativeQuery(FIRST_LATE, Long.class)
            .setParameter(1, tenant)
            .setParameter(2, joined(due, Due::feed))
            .setParameter(3, joined(due, each -> each.awaited().aggregateId()))
            .setParameter(4, joined(due, each -> each.awaited().version()))
            .getSingleResultOrNull())
        .map(place -> Optional.ofNullable(place).map(found -> due.get(found.intValue() - 1).awaited()));
  }

  private static String joined(List<Due> due, Function<Due, Object> part) {
    return due.stream().map(part).map(Object::toString).collect(Collectors.joining(","));
  }
}
