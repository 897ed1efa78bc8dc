package io.aims.platform.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.aims.platform.test.TestPostgres;

class LeaseTest {
  private static Connection worker;
  private final AtomicLong nanos = new AtomicLong();
  private final Lease first = new Lease(UUID.randomUUID(), Duration.ofSeconds(4), nanos::get);
  private final Lease second = new Lease(UUID.randomUUID(), Duration.ofSeconds(4), nanos::get);

  @BeforeAll
  static void database() throws Exception {
    var postgres = TestPostgres.start("relay");
    try (var sql = LeaseTest.class.getResourceAsStream("/db/platform/V1__platform.sql");
        var owner = postgres.connect("aims_relay", "relay_owner", "owner")) {
      owner.createStatement()
          .execute(new String(sql.readAllBytes()).replace("${app}", "relay_app").replace("${worker}", "relay_worker"));
    }
    worker = postgres.connect("aims_relay", "relay_worker", "worker");
  }

  @AfterAll
  static void disconnect() throws Exception {
    worker.close();
  }

  @BeforeEach
  void free() throws Exception {
    worker.createStatement()
        .execute("insert into lease values ('relay', gen_random_uuid(), 1, now() - interval '1 minute')"
            + " on conflict (name) do update set expires_at = excluded.expires_at");
  }

  @Test
  void only_one_holds_it() throws Exception {
    assertThat(first.hold(worker)).isTrue();

    assertThat(second.hold(worker)).isFalse();
  }

  @Test
  void a_holder_that_was_frozen_neither_sends_nor_marks_after_another_took_over() throws Exception {
    first.hold(worker);
    expire();
    second.hold(worker);

    nanos.addAndGet(Duration.ofSeconds(5).toNanos());

    assertThat(first.certain()).isFalse();
    assertThat(first.confirm(worker)).isFalse();
    assertThat(first.hold(worker)).isFalse();
  }

  @Test
  void even_with_a_stopped_clock_its_marks_are_refused() throws Exception {
    first.hold(worker);
    expire();
    second.hold(worker);

    assertThat(first.confirm(worker)).isFalse();
    assertThat(second.confirm(worker)).isTrue();
  }

  @Test
  void a_holder_keeps_it_by_renewing_in_time() throws Exception {
    first.hold(worker);

    for (var i = 0; i < 10; i++) {
      nanos.addAndGet(Duration.ofMillis(1500).toNanos());
      assertThat(first.hold(worker)).isTrue();
      assertThat(first.certain()).isTrue();
    }
  }

  @Test
  void certainty_ends_before_the_lease_does() throws Exception {
    first.hold(worker);

    nanos.addAndGet(Duration.ofMillis(3001).toNanos());

    assertThat(first.certain()).isFalse();
  }

  @Test
  void a_released_lease_is_free_at_once() throws Exception {
    first.hold(worker);

    first.release(worker);

    assertThat(second.hold(worker)).isTrue();
    assertThat(first.confirm(worker)).isFalse();
  }

  private static void expire() throws Exception {
    worker.createStatement().execute("update lease set expires_at = now() - interval '1 second'");
  }
}
