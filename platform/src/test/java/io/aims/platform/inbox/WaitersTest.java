package io.aims.platform.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.vertx.core.Vertx;

/** Two of one organisation may wait here, three of all. */
class WaitersTest {
  private static final long HOUR = TimeUnit.HOURS.toMillis(1);
  private final Vertx vertx = Vertx.vertx();
  private final Waiters waiters = new Waiters(2, 3);
  private final UUID acme = UUID.randomUUID();
  private final UUID other = UUID.randomUUID();
  private final UUID third = UUID.randomUUID();
  private final UUID one = UUID.randomUUID();
  private final UUID two = UUID.randomUUID();

  @AfterEach
  void close() {
    vertx.close();
  }

  @Test
  void whoever_waits_for_several_is_woken_by_each() {
    var waiter = waiter();
    waiters.enter(acme, Set.of(one, two), waiter);

    for (var aggregate : Set.of(one, two)) {
      var pause = pause(waiter);
      waiters.wake(aggregate);
      pause.orTimeout(10, TimeUnit.SECONDS).join();
    }
  }

  @Test
  void whoever_has_left_is_not_woken_but_others_are() {
    var gone = waiter();
    var there = waiter();
    waiters.enter(acme, Set.of(one), gone);
    waiters.enter(acme, Set.of(one), there);
    waiters.leave(acme, Set.of(one), gone);
    var pauseOfGone = pause(gone);
    var pauseOfThere = pause(there);

    waiters.wake(one);

    pauseOfThere.orTimeout(10, TimeUnit.SECONDS).join();
    assertThat(pauseOfGone).isNotDone();
  }

  @Test
  void one_organisation_can_not_keep_others_out() {
    assertThat(enters(acme)).isTrue();
    assertThat(enters(acme)).isTrue();
    assertThat(enters(acme)).isFalse();

    assertThat(enters(other)).isTrue();
  }

  @Test
  void nor_can_many_together_take_all_connections() {
    enters(acme);
    enters(acme);
    enters(other);

    assertThat(enters(third)).isFalse();
  }

  @Test
  void who_leaves_makes_room() {
    enters(acme);
    var leaving = waiter();
    waiters.enter(acme, Set.of(two), leaving);

    waiters.leave(acme, Set.of(two), leaving);

    assertThat(enters(acme)).isTrue();
    assertThat(enters(acme)).isFalse();
  }

  private boolean enters(UUID tenant) {
    return waiters.enter(tenant, Set.of(one), waiter());
  }

  private Waiter waiter() {
    return new Waiter(vertx, System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(HOUR), HOUR);
  }

  private static CompletableFuture<Void> pause(Waiter waiter) {
    return waiter.pause().subscribeAsCompletionStage();
  }
}
