package io.aims.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExitTest {

  @ParameterizedTest
  @CsvSource({"0, ended with exit code 0", "3, ended with exit code 3", "134, was ended by signal 6",
      "143, was told to stop (signal 15)", "255, ended with exit code 255"})
  void inWords(int code, String words) {
    assertThat(Exit.why(code)).isEqualTo(words);
  }

  @Test
  void theKernelMayHaveKilledIt() {
    assertThat(Exit.why(137)).contains("killed").contains("memory");
  }
}
