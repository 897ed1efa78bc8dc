package io.aims.faults.mutants;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MutantsTest {
  private static final Path PROJECT = Path.of("..");

  static Stream<Mutant> mutants() {
    return Stream.concat(ProtocolMutants.ALL.stream(), EngineMutants.ALL.stream().map(EngineMutant::mutant));
  }

  @ParameterizedTest
  @MethodSource("mutants")
  void a_mutant_fits_its_file_and_changes_it(Mutant mutant) throws IOException {
    assertThat(mutant.source(PROJECT)).isNotEqualTo(Files.readString(PROJECT.resolve(mutant.file())));
  }

  @Test
  void every_engine_mutant_has_a_scenario_for_each_of_its_seeds() {
    assertThat(EngineMutants.ALL).allSatisfy(mutant -> {
      assertThat(mutant.seeds()).isNotEmpty();
      for (var seed : mutant.seeds()) {
        assertThat(mutant.scenario().apply(seed).name()).isNotEmpty();
      }
    });
  }
}
