package io.aims.incident.turn;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.jboss.logging.Logger;

import io.quarkus.runtime.ShutdownEvent;

/**
 * Looks again and again for what people wait for. Pauses are measured by a clock that nobody sets: when the time of day jumps
 * ahead and back, a scheduler by that time would do nothing until it has come again.
 */
@ApplicationScoped
public class Lookout {
  private static final Logger LOG = Logger.getLogger(Lookout.class);
  private final CountDownLatch stopped = new CountDownLatch(1);
  private volatile boolean paused;

  /** At once, and then with that pause after each look, which may block; one that fails is followed by the next. */
  public void every(Duration pause, String what, Runnable look) {
    Thread.ofVirtual().name("lookout-" + what).start(() -> {
      try {
        do {
          look(what, look);
        } while (!stopped.await(pause.toNanos(), TimeUnit.NANOSECONDS));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    });
  }

  private void look(String what, Runnable look) {
    if (paused) {
      return;
    }
    try {
      look.run();
    } catch (RuntimeException e) {
      LOG.errorf(e, "%s can't be looked at", what);
    }
  }

  /** No look begins any more until {@link #resume}; one that is under way goes on. */
  public void pause() {
    paused = true;
  }

  public void resume() {
    paused = false;
  }

  void stop(@Observes ShutdownEvent stopping) {
    stopped.countDown();
  }
}
