package io.aims.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.aims.local.stack.Trouble;

class CommandLineTest {

  static Stream<Arguments> understood() {
    return Stream.of(Arguments.of("up", new Command.Up(false, false, false)),
        Arguments.of("up --fresh --detach", new Command.Up(true, true, false)),
        Arguments.of("up -d --engines", new Command.Up(true, false, true)),
        Arguments.of("down", new Command.Down()),
        Arguments.of("status --json", new Command.Status(true)),
        Arguments.of("token risk-owner", new Command.Token("risk-owner", "acme", false)),
        Arguments.of("token --org globex hook-sender --claims", new Command.Token("hook-sender", "globex", true)),
        Arguments.of("restart gateway", new Command.Restart("gateway")),
        Arguments.of("kill incident", new Command.Kill("incident-service")),
        Arguments.of("kill mail", new Command.Kill("mail")),
        Arguments.of("mail", new Command.Mail(5)),
        Arguments.of("mail 20", new Command.Mail(20)),
        Arguments.of("dev risk-service", new Command.Dev("risk-service")),
        Arguments.of("demo", new Command.Demo()),
        Arguments.of("bench", new Command.Bench(false)), Arguments.of("bench --lanes", new Command.Bench(true)));
  }

  @ParameterizedTest
  @MethodSource
  void understood(String line, Command expected) {
    var command = CommandLine.parse(line.split(" "));

    assertThat(command).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"fly", "up now", "up --forever", "token", "token --org", "restart", "restart mainframe",
      "down postgres", "bench lanes", "mail all", "mail 0", "mail -1", "mail 5 6"})
  void refused(String line) {
    assertThatThrownBy(() -> CommandLine.parse(line.split(" "))).isInstanceOf(Trouble.class);
  }

  @Test
  void nothingAtAllIsRefused() {
    assertThatThrownBy(CommandLine::parse).isInstanceOf(Trouble.class);
  }

  @Test
  void aRefusalNamesWhatIsKnown() {
    assertThatThrownBy(() -> CommandLine.parse("kill", "mainframe")).hasMessageContaining("mainframe")
        .hasMessageContaining("incident-service");
  }
}
