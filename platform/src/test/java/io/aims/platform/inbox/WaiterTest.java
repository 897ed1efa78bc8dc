package io.aims.platform.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.vertx.core.Context;
import io.vertx.core.Vertx;

/** Pauses are an hour long here: whatever ends is ended by what the test says. */
class WaiterTest {
  private static final long HOUR = TimeUnit.HOURS.toMillis(1);
  private final Vertx vertx = Vertx.vertx();
  private final Context context = vertx.getOrCreateContext();

  @AfterEach
  void close() {
    vertx.close();
  }

  @Test
  void a_pause_ends_when_the_waiter_is_woken_on_the_context_of_the_request() {
    var waiter = waiter(HOUR, HOUR);
    var pause = pause(waiter);

    waiter.wake();

    assertThat(ended(pause)).isSameAs(context);
  }

  @Test
  void who_is_woken_while_looking_does_not_pause() {
    var waiter = waiter(HOUR, HOUR);
    waiter.wake();

    assertThat(ended(pause(waiter))).isSameAs(context);
  }

  @Test
  void a_wake_counts_once() {
    var waiter = waiter(HOUR, HOUR);
    waiter.wake();
    ended(pause(waiter));

    var next = pause(waiter);

    assertThat(next.completeOnTimeout(null, 300, TimeUnit.MILLISECONDS).join()).isNull();
  }

  @Test
  void no_pause_is_longer_than_there_is_time() {
    var waiter = waiter(100, HOUR);

    ended(pause(waiter));

    assertThat(waiter.over()).isTrue();
  }

  @Test
  void what_another_process_has_taken_in_is_looked_for_without_a_wake() {
    assertThat(ended(pause(waiter(HOUR, 20)))).isSameAs(context);
  }

  private Waiter waiter(long time, long pause) {
    var waiter = new CompletableFuture<Waiter>();
    context.runOnContext(begin -> waiter
        .complete(new Waiter(vertx, System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(time), pause)));
    return waiter.join();
  }

  /** The context on which the pause ends; completes when it has begun and ended. */
  private CompletableFuture<Context> pause(Waiter waiter) {
    var begun = new CompletableFuture<Void>();
    var ended = new CompletableFuture<Context>();
    context.runOnContext(begin -> {
      waiter.pause().subscribe().with(end -> ended.complete(Vertx.currentContext()), ended::completeExceptionally);
      begun.complete(null);
    });
    begun.join();
    return ended;
  }

  private static Context ended(CompletableFuture<Context> pause) {
    return pause.orTimeout(10, TimeUnit.SECONDS).join();
  }
}
