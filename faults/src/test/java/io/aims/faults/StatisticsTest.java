package io.aims.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

class StatisticsTest {

  @Test
  void a_quantile_is_one_of_the_values_and_none_is_skipped() {
    assertThat(Statistics.quantile(List.of(7L), 95)).isEqualTo(7);
    assertThat(Statistics.quantile(List.of(1L, 9L), 50)).isEqualTo(1);
    assertThat(Statistics.quantile(List.of(1L, 9L), 95)).isEqualTo(9);
    assertThat(Statistics.quantile(List.of(1L, 2L, 3L, 4L, 5L), 50)).isEqualTo(3);
  }
}
