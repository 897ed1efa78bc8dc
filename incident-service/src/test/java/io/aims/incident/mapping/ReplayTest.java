package io.aims.incident.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplayTest {

  @ParameterizedTest
  @CsvSource({"0, PT0S, false", "0, PT60S, false", "0, PT60.001S, true", "1, PT0S, true", "3, PT9M, true"})
  void it_is_stuck_while_its_step_fails_or_does_not_come(int failures, Duration still, boolean stuck) {
    assertThat(Replay.stuck(failures, still, Duration.ofMinutes(1))).isEqualTo(stuck);
  }
}
