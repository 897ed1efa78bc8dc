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

class LeaseTest {
  private static Connection worker;
  private static RelayStore store;
  private final AtomicLong nanos = new AtomicLong();
  private final Lease first = new Lease(UUID.randomUUID(), Duration.ofSeconds(4), nanos::get);
  private final Lease second = new Lease(UUID.randomUUID(), Duration.ofSeconds(4), nanos::get);

  @BeforeAll
  static void database() throws Exception {
    var database = RelayDatabase.current();
    worker = database.as("worker");
    store = new JdbcRelayStore(database.worker());
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
    assertThat(first.hold(store)).isTrue();

    assertThat(second.hold(store)).isFalse();
  }

  @Test
  void a_holder_that_was_frozen_neither_sends_nor_marks_after_another_took_over() throws Exception {
    first.hold(store);
    expire();
    second.hold(store);

    nanos.addAndGet(Duration.ofSeconds(5).toNanos());

    assertThat(first.certain()).isFalse();
    assertThat(confirms(first)).isFalse();
    assertThat(first.hold(store)).isFalse();
  }

  @Test
  void even_with_a_stopped_clock_its_marks_are_refused() throws Exception {
    first.hold(store);
    expire();
    second.hold(store);

    assertThat(confirms(first)).isFalse();
    assertThat(confirms(second)).isTrue();
  }

  @Test
  void a_holder_keeps_it_by_renewing_in_time() throws Exception {
    first.hold(store);

    for (var i = 0; i < 10; i++) {
      nanos.addAndGet(Duration.ofMillis(1500).toNanos());
      assertThat(first.hold(store)).isTrue();
      assertThat(first.certain()).isTrue();
    }
  }

  @Test
  void certainty_ends_before_the_lease_does() throws Exception {
    first.hold(store);

    nanos.addAndGet(Duration.ofMillis(3001).toNanos());

    assertThat(first.certain()).isFalse();
  }

  @Test
  void a_released_lease_is_free_at_once() throws Exception {
    first.hold(store);

    first.release(store);

    assertThat(second.hold(store)).isTrue();
    assertThat(confirms(first)).isFalse();
  }

  private static boolean confirms(Lease lease) {
    try (var transaction = store.begin()) {
      return lease.confirm(transaction);
    }
  }

  private static void expire() throws Exception {
    worker.createStatement().execute("update lease set expires_at = now() - interval '1 second'");
  }
}
