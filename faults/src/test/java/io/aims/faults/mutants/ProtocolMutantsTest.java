package io.aims.faults.mutants;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ProtocolMutantsTest {
  private static final Path PROJECT = Path.of("..");

  static Stream<Mutant> mutants() {
    return ProtocolMutants.ALL.stream();
  }

  @ParameterizedTest
  @MethodSource("mutants")
  void a_mutant_fits_its_file_and_changes_it(Mutant mutant) throws IOException {
    assertThat(mutant.source(PROJECT)).isNotEqualTo(Files.readString(PROJECT.resolve(mutant.file())));
  }
}
