package io.aims.incident.signal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.aims.incident.signal.Samples.Sample;

class SamplesTest {

  @ParameterizedTest
  @MethodSource
  void each_recorded_delivery_is_read_as_its_index_says(Sample sample) {
    Expectation.met(sample);
  }

  @Test
  void every_profile_has_its_sample() {
    assertThat(samples().stream().filter(Sample::delivered).map(Sample::profile).collect(Collectors.toSet()))
        .isEqualTo(EnumSet.allOf(Profile.class));
  }

  static List<Sample> each_recorded_delivery_is_read_as_its_index_says() {
    return samples();
  }

  private static List<Sample> samples() {
    return Samples.own().all();
  }
}
