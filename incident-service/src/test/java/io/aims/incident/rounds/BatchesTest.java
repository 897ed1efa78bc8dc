package io.aims.incident.rounds;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import io.smallrye.mutiny.Uni;

/** One sort of work must not keep the others from their turn, however much of it there is. */
class BatchesTest {
  private final AtomicInteger begun = new AtomicInteger();

  @Test
  void what_does_not_end_is_left_after_some_batches_and_there_is_more() {
    assertThat(some(Integer.MAX_VALUE, 25)).isTrue();
    assertThat(begun).hasValue(25);
  }

  @Test
  void a_batch_that_is_not_full_is_the_last_one() {
    assertThat(some(2, 25)).isFalse();
    assertThat(begun).hasValue(3);
  }

  private boolean some(int full, int batches) {
    return Rounds.some(
        () -> Uni.createFrom().item(begun.getAndIncrement() < full ? Rounds.ROWS : Rounds.ROWS - 1), batches)
        .await()
        .indefinitely();
  }
}
