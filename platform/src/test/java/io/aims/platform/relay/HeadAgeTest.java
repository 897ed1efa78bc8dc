package io.aims.platform.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.junit.jupiter.api.Test;

class HeadAgeTest {
  private static final long BEGIN = Long.MAX_VALUE - 5;
  private static final long SECOND = 1_000_000_000;
  private final HeadAge age = new HeadAge();

  @Test
  void what_has_just_become_the_first_is_young_whatever_time_it_carries() {
    assertThat(age.seen(7L, BEGIN)).isZero();
  }

  @Test
  void the_first_ages_as_long_as_it_stays_the_first() {
    age.seen(7L, BEGIN);
    age.seen(7L, BEGIN + 10 * SECOND);

    assertThat(age.seen(7L, BEGIN + 20 * SECOND)).isEqualTo(Duration.ofSeconds(20));
  }

  @Test
  void the_next_one_begins_anew() {
    age.seen(7L, BEGIN);

    assertThat(age.seen(8L, BEGIN + 10 * SECOND)).isZero();
  }

  @Test
  void so_does_the_first_one_after_an_empty_outbox() {
    age.seen(7L, BEGIN);

    assertThat(age.seen(null, BEGIN + 10 * SECOND)).isZero();
    assertThat(age.seen(7L, BEGIN + 20 * SECOND)).isZero();
  }
}
