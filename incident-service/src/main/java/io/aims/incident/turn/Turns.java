package io.aims.incident.turn;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Function;

import org.jboss.logging.Logger;

import io.aims.platform.refusal.Faults;
import io.smallrye.mutiny.Uni;

/**
 * Gives each party its turn: one piece of work at a time per party, a few parties at once, and whoever has more to do queues
 * up again behind the others.
 *
 * @param <P> who takes turns, as an organisation
 */
public final class Turns<P> {
  private static final Logger LOG = Logger.getLogger(Turns.class);
  private final int atOnce;
  private final Executor executor;
  private final Function<P, Uni<Boolean>> work;
  private final Set<P> waiting = new LinkedHashSet<>();
  private final Set<P> running = new HashSet<>();

  /**
   * @param executor runs each turn, on a context of its own
   * @param work one turn of a party; answers whether there is more to do at once
   */
  public Turns(int atOnce, Executor executor, Function<P, Uni<Boolean>> work) {
    this.atOnce = atOnce;
    this.executor = executor;
    this.work = work;
  }

  /** There is work for {@code party}: its turn comes after this call, even when one is under way already. */
  public synchronized void call(P party) {
    waiting.add(party);
    begin();
  }

  private void begin() {
    var next = waiting.iterator();
    while (running.size() < atOnce && next.hasNext()) {
      var party = next.next();
      if (running.add(party)) {
        next.remove();
        executor.execute(() -> turn(party));
      }
    }
  }

  private void turn(P party) {
    Uni.createFrom().deferred(() -> work.apply(party)).subscribe().with(more -> end(party, more), fault -> {
      LOG.warnf("A turn ended early, the next call tries again: %s", Faults.summary(fault));
      end(party, false);
    });
  }

  private synchronized void end(P party, boolean more) {
    running.remove(party);
    if (more) {
      waiting.add(party);
    }
    begin();
  }
}
