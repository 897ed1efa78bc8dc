package io.aims.platform.inbox;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.Supplier;

import org.jboss.logging.Logger;

import io.aims.platform.refusal.Faults;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

/** Pauses that double up to three seconds, as timers of the caller's own Vert.x context. */
final class BackOff implements Retries {
  private static final Logger LOG = Logger.getLogger(BackOff.class);
  private static final int TRIES = 3;
  private static final long FIRST_PAUSE = 50;
  private static final long LONGEST_PAUSE = 3_000;
  private final Vertx vertx;
  private volatile boolean stopping;

  /** Retries on the contexts of {@code vertx}. */
  BackOff(Vertx vertx) {
    this.vertx = vertx;
  }

  /** The process ends: what fails now fails because of that, so nothing is given up any more, and the next process begins anew. */
  void stop() {
    stopping = true;
  }

  boolean stopping() {
    return stopping;
  }

  @Override
  public <T> Uni<T> sensibly(Supplier<Uni<T>> attempt) {
    return Uni.createFrom().deferred(() -> {
      var strange = new AtomicInteger();
      return again(attempt, fault -> Causes.passes(fault)
          || !Causes.isAnswer(fault) && (stopping || strange.incrementAndGet() < TRIES));
    });
  }

  @Override
  public <T> Uni<T> always(Supplier<Uni<T>> attempt) {
    return Uni.createFrom().deferred(() -> again(attempt, fault -> true));
  }

  private <T> Uni<T> again(Supplier<Uni<T>> attempt, Predicate<Throwable> worthwhile) {
    var context = vertx.getOrCreateContext();
    var pauses = new AtomicInteger();
    return Uni.createFrom()
        .deferred(attempt::get)
        .onFailure(worthwhile)
        .retry()
        .when(faults -> faults.onItem().transformToUniAndConcatenate(fault -> {
          LOG.warnf("Trying again: %s", Faults.summary(fault));
          return pause(context, pauses.getAndIncrement());
        }));
  }

  /** Ends on the context where it began, whatever thread the fault came from. */
  private Uni<Boolean> pause(Context context, int earlier) {
    var pause = Math.min(FIRST_PAUSE << Math.min(earlier, 6), LONGEST_PAUSE);
    return Uni.createFrom()
        .emitter(emitter -> vertx.setTimer(pause, timer -> context.runOnContext(begin -> emitter.complete(true))));
  }
}
