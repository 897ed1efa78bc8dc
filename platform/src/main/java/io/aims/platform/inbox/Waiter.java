package io.aims.platform.inbox;

import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

/** One request that waits for events of some aggregates: its pauses end early when it is woken, on its own Vert.x context. */
final class Waiter {
  /** Longest pause, as a multiple of the first one. */
  private static final int LONGEST = 8;
  private final Vertx vertx;
  private final Context context;
  private final long deadline;
  private final long longestPause;
  private long pause;
  private boolean woken;
  private @Nullable UniEmitter<? super Void> pausing;

  /**
   * Waits on the present context of {@code vertx}.
   *
   * @param deadline by {@link System#nanoTime()}
   * @param firstPause that nobody ends, in milliseconds
   */
  Waiter(Vertx vertx, long deadline, long firstPause) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.deadline = deadline;
    this.pause = firstPause;
    this.longestPause = LONGEST * firstPause;
  }

  boolean over() {
    return System.nanoTime() - deadline >= 0;
  }

  /** Ends when the waiter is woken, after a pause that doubles each time, or when its time is over; at once if it was woken meanwhile. */
  Uni<Void> pause() {
    return Uni.createFrom().emitter(emitter -> {
      synchronized (this) {
        pausing = emitter;
      }
      var left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      vertx.setTimer(Math.clamp(left + 1, 1, pause), timer -> goOn());
      pause = Math.min(2 * pause, longestPause);
      if (wasWoken()) {
        goOn();
      }
    });
  }

  void wake() {
    synchronized (this) {
      woken = true;
    }
    goOn();
  }

  private synchronized boolean wasWoken() {
    return woken;
  }

  private void goOn() {
    UniEmitter<? super Void> ending;
    synchronized (this) {
      ending = pausing;
      pausing = null;
      woken = woken && ending == null;
    }
    if (ending != null) {
      context.runOnContext(begin -> ending.complete(null));
    }
  }
}
