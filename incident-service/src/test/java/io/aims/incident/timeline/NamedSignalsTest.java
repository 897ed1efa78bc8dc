package io.aims.incident.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamedSignalsTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 20, 21, 3000})
  void the_first_twenty_are_named_and_all_are_counted(int number) {
    List<UUID> all = IntStream.range(0, number).mapToObj(i -> new UUID(1, i)).toList();

    var named = NamedSignals.of(all);

    assertThat(named).isEqualTo(new NamedSignals(all.subList(0, Math.min(20, number)), number));
  }
}
