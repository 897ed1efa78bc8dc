package io.aims.platform.inbox;

import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Who waits for which aggregates in this process. Each of them holds a connection on its way here, so few may: of one
 * organisation, lest it keeps others out, and of all together.
 */
final class Waiters {
  private final int mostOfOne;
  private final int mostOfAll;
  private final Map<UUID, Integer> ofOrganisation = new ConcurrentHashMap<>();
  private final Map<UUID, Set<Waiter>> ofAggregate = new ConcurrentHashMap<>();
  private int all;

  Waiters(int mostOfOne, int mostOfAll) {
    this.mostOfOne = mostOfOne;
    this.mostOfAll = mostOfAll;
  }

  /** From now on {@code waiter} is woken, until it leaves; false, and nothing has changed, when too many wait already. */
  boolean enter(UUID tenant, Set<UUID> aggregates, Waiter waiter) {
    if (!count(tenant)) {
      return false;
    }
    for (var aggregate : aggregates) {
      ofAggregate.compute(aggregate, (id, others) -> {
        var concerned = others == null ? ConcurrentHashMap.<Waiter>newKeySet() : others;
        concerned.add(waiter);
        return concerned;
      });
    }
    return true;
  }

  /** Undoes {@link #enter}. */
  void leave(UUID tenant, Set<UUID> aggregates, Waiter waiter) {
    for (var aggregate : aggregates) {
      ofAggregate.computeIfPresent(aggregate, (id, others) -> {
        others.remove(waiter);
        return others.isEmpty() ? null : others;
      });
    }
    discount(tenant);
  }

  /** Wakes those who wait for {@code aggregate}. */
  void wake(UUID aggregate) {
    ofAggregate.getOrDefault(aggregate, Set.of()).forEach(Waiter::wake);
  }

  private synchronized boolean count(UUID tenant) {
    if (all >= mostOfAll || ofOrganisation.getOrDefault(tenant, 0) >= mostOfOne) {
      return false;
    }
    all++;
    ofOrganisation.merge(tenant, 1, Integer::sum);
    return true;
  }

  private synchronized void discount(UUID tenant) {
    all--;
    ofOrganisation.computeIfPresent(tenant, (id, count) -> count == 1 ? null : count - 1);
  }
}
