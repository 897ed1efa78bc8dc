package io.aims.incident.signal;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.aims.incident.signal.Samples.Sample;

/** Reads a folder of deliveries that somebody else has recorded, when {@code AIMS_HOOK_SAMPLES} names one. */
@EnabledIf("io.aims.incident.signal.GivenSamples#given")
class GivenSamplesTest {

  @ParameterizedTest
  @MethodSource
  void each_given_delivery_is_read_as_its_index_says(Sample sample) {
    Expectation.met(sample);
  }

  static List<Sample> each_given_delivery_is_read_as_its_index_says() {
    return new Samples(Path.of(GivenSamples.folder())).all();
  }
}
