package io.aims.incident.due;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryPolicyTest {
  private final RetryPolicy policy = new RetryPolicy(100, Duration.ofMillis(500));

  @ParameterizedTest
  @CsvSource({"1, PT0.5S", "2, PT1S", "5, PT8S", "7, PT32S", "8, PT1M", "99, PT1M"})
  void pauses_double_up_to_a_minute(int failures, Duration pause) {
    assertThat(policy.pauseAfter(failures)).contains(pause);
  }

  @Test
  void after_the_last_try_there_is_no_pause() {
    assertThat(policy.pauseAfter(100)).isEmpty();
  }
}
