package io.aims.incident.turn;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.Function;

import org.jboss.logging.Logger;

import io.aims.platform.refusal.Faults;
import io.smallrye.mutiny.Uni;

/**
 * Gives each organisation its turn: one piece of work at a time per organisation, a few organisations at once, and
 * whoever has more to do queues up again behind the others.
 */
public final class Turns {
  private static final Logger LOG = Logger.getLogger(Turns.class);
  private final int atOnce;
  private final Executor executor;
  private final Function<UUID, Uni<Boolean>> work;
  private final Set<UUID> waiting = new LinkedHashSet<>();
  private final Set<UUID> running = new HashSet<>();

  /**
   * @param executor runs each turn, on a context of its own
   * @param work one turn of an organisation; answers whether there is more to do at once
   */
  public Turns(int atOnce, Executor executor, Function<UUID, Uni<Boolean>> work) {
    this.atOnce = atOnce;
    this.executor = executor;
    this.work = work;
  }

  /** There is work for {@code tenant}: its turn comes after this call, even when one is under way already. */
  public synchronized void call(UUID tenant) {
    waiting.add(tenant);
    begin();
  }

  private void begin() {
    var next = waiting.iterator();
    while (running.size() < atOnce && next.hasNext()) {
      var tenant = next.next();
      if (running.add(tenant)) {
        next.remove();
        executor.execute(() -> turn(tenant));
      }
    }
  }

  private void turn(UUID tenant) {
    Uni.createFrom().deferred(() -> work.apply(tenant)).subscribe().with(more -> end(tenant, more), fault -> {
      LOG.warnf("A turn ended early, the next call tries again: %s", Faults.summary(fault));
      end(tenant, false);
    });
  }

  private synchronized void end(UUID tenant, boolean more) {
    running.remove(tenant);
    if (more) {
      waiting.add(tenant);
    }
    begin();
  }
}
