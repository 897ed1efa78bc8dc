package io.aims.faults.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;

class ClocksTest {

  /** Tells the time whenever it is asked. */
  static final class Speaker {
    public static void main(String[] arguments) throws Exception {
      while (System.in.read() >= 0) {
        System.out.println(Instant.now());
      }
    }
  }

  @Test
  void the_clock_of_another_process_jumps_and_comes_back() throws Exception {
    var speaker = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
        System.getProperty("java.class.path"), Speaker.class.getName())
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
    try (var said = speaker.inputReader(); var ask = speaker.outputWriter()) {
      ask.write('?');
      ask.flush();
      assertThat(Duration.between(Instant.parse(said.readLine()), Instant.now())).isLessThan(Duration.ofMinutes(1));

      Clocks.jump(speaker.pid(), 600_000);
      ask.write('?');
      ask.flush();
      assertThat(Duration.between(Instant.now(), Instant.parse(said.readLine()))).isBetween(Duration.ofMinutes(9),
          Duration.ofMinutes(11));

      Clocks.jump(speaker.pid(), 0);
      ask.write('?');
      ask.flush();
      assertThat(Duration.between(Instant.now(), Instant.parse(said.readLine()))).isLessThan(Duration.ofMinutes(1));
    } finally {
      speaker.destroyForcibly();
    }
  }
}
