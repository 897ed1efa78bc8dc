package io.aims.incident.turn;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.quarkus.runtime.ShutdownEvent;

class LookoutTest {
  private static final Duration SOON = Duration.ofMillis(2);
  private final Lookout lookout = new Lookout();
  private final AtomicInteger looks = new AtomicInteger();

  @AfterEach
  void stop() {
    lookout.stop(new ShutdownEvent());
  }

  @Test
  void a_look_that_fails_is_followed_by_the_next() {
    lookout.every(SOON, "what fails", () -> {
      if (looks.incrementAndGet() < 3) {
        throw new IllegalStateException("made for the test");
      }
    });

    await().atMost(10, SECONDS).until(() -> looks.get() > 3);
  }

  @Test
  void the_first_look_is_at_once() {
    lookout.every(Duration.ofDays(1), "what waits", looks::incrementAndGet);

    await().atMost(10, SECONDS).until(() -> looks.get() == 1);
  }

  @Test
  void one_that_takes_long_delays_no_other_and_is_not_begun_twice() throws Exception {
    var gate = new Semaphore(0);
    var begun = new AtomicInteger();
    lookout.every(SOON, "what takes long", () -> {
      begun.incrementAndGet();
      gate.acquireUninterruptibly();
    });
    lookout.every(SOON, "another", looks::incrementAndGet);

    await().atMost(10, SECONDS).until(() -> looks.get() > 3);
    assertThat(begun).hasValue(1);
    gate.release(Integer.MAX_VALUE);
  }

  @Test
  void nothing_is_looked_for_while_it_pauses_or_after_it_has_stopped() throws Exception {
    lookout.pause();
    lookout.every(SOON, "what pauses", looks::incrementAndGet);
    Thread.sleep(SOON.multipliedBy(10));
    assertThat(looks).hasValue(0);
    lookout.resume();
    await().atMost(10, SECONDS).until(() -> looks.get() > 1);

    lookout.stop(new ShutdownEvent());

    await().atMost(10, SECONDS).until(() -> {
      var before = looks.get();
      Thread.sleep(SOON.multipliedBy(10));
      return looks.get() == before;
    });
  }
}
