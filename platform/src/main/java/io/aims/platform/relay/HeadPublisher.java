package io.aims.platform.relay;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Function;

import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import io.aims.platform.note.NoteSigner;
import io.aims.platform.refusal.Faults;
import io.aims.platform.stream.StreamClaim;

/**
 * Publishes signed heads of the streams in which something has arrived, each at most once a second, and of all streams once
 * at the start of a holder's turn, so that a receiver learns what it should have.
 *
 * <p>On a thread of its own, with a channel of its own: events never wait for heads, whatever holds these up.
 */
final class HeadPublisher {
  private static final Logger LOG = Logger.getLogger(HeadPublisher.class);
  private static final Duration AFTER_FAULT = Duration.ofSeconds(5);
  private final Function<@Nullable Set<UUID>, List<StreamClaim>> claims;
  private final HeadChannel channel;
  private final NoteSigner signer;
  private final Duration pause;
  private final Set<UUID> due = new HashSet<>();
  private boolean all = true;
  private boolean turn;
  private @Nullable Thread thread;

  /**
   * Publishes nothing before {@link #start} and {@link #arrived}.
   *
   * @param claims what can be said of the streams of these organisations, of all for null
   * @param pause shortest time between two heads of a stream
   */
  HeadPublisher(Function<@Nullable Set<UUID>, List<StreamClaim>> claims, HeadChannel channel, NoteSigner signer,
      Duration pause) {
    this.claims = claims;
    this.channel = channel;
    this.signer = signer;
    this.pause = pause;
  }

  void start() {
    thread = Thread.ofPlatform().name("stream-heads").daemon().start(this::run);
  }

  /** Ends the thread; what is due is left to the next holder, who begins with all heads. */
  void stop(Duration patience) throws InterruptedException {
    if (thread != null) {
      thread.interrupt();
      thread.join(patience);
    }
  }

  /** Something of these organisations has arrived; the turn is this process's. */
  synchronized void arrived(Set<UUID> tenants) {
    turn = true;
    due.addAll(tenants);
    if (all || !due.isEmpty()) {
      notifyAll();
    }
  }

  /** Another process has the turn; the next one here begins with all heads. */
  synchronized void standBy() {
    turn = false;
    all = true;
    due.clear();
  }

  /** Nothing is published until something arrives again: the database may be another one. */
  synchronized void hold() {
    turn = false;
  }

  private void run() {
    try {
      while (true) {
        var tenants = next();
        try {
          publish(tenants);
          Thread.sleep(pause);
        } catch (ExecutionException | RuntimeException e) {
          if (Thread.interrupted()) {
            throw new InterruptedException();
          }
          channel.close();
          putBack(tenants);
          LOG.warnf("The heads of the streams are published later: %s", Faults.summary(e));
          Thread.sleep(AFTER_FAULT);
        }
      }
    } catch (InterruptedException e) {
      channel.close();
    }
  }

  /** Waits for something to be due; null when that is everything. */
  private synchronized @Nullable Set<UUID> next() throws InterruptedException {
    while (!turn || !all && due.isEmpty()) {
      wait();
    }
    var tenants = all ? null : Set.copyOf(due);
    all = false;
    due.clear();
    return tenants;
  }

  private synchronized void putBack(@Nullable Set<UUID> tenants) {
    if (tenants == null) {
      all = true;
    } else {
      due.addAll(tenants);
    }
  }

  /** Ends at the first that can't be sent: the next ones would wait as long. */
  private void publish(@Nullable Set<UUID> tenants) throws InterruptedException, ExecutionException {
    var flights = new ArrayList<Future<?>>();
    for (var claim : claims.apply(tenants)) {
      var flight = channel.send(claim.key(), claim.sign(signer).encode());
      flights.add(flight);
      if (flight.state() == Future.State.FAILED) {
        break;
      }
    }
    for (var flight : flights) {
      flight.get();
    }
  }
}
