package io.aims.local.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.aims.local.stack.Trouble;

class PortsTest {

  private static Ports choose(Map<String, String> environment) {
    return Ports.choose(environment, () -> {
      throw new AssertionError("nobody asked for a free port");
    }, port -> true);
  }

  private static Ports automatic(Map<String, String> environment, int first, Set<Integer> busy) {
    var candidates = IntStream.iterate(first, port -> port + 1).iterator();
    return Ports.choose(environment, candidates::next, port -> !busy.contains(port));
  }

  @Test
  void defaults() {
    var ports = choose(Map.of());

    assertThat(ports.of(Port.GATEWAY)).isEqualTo(8080);
    assertThat(ports.management(Port.GATEWAY)).isEqualTo(9080);
    assertThat(ports.realmUrl()).isEqualTo("http://127.0.0.1:8180/realms/aims");
  }

  @Test
  void theEnvironmentWins() {
    var ports = choose(Map.of("AIMS_PORT_GATEWAY", "18080", "AIMS_PORT_KAFKA", " "));

    assertThat(ports.of(Port.GATEWAY)).isEqualTo(18080);
    assertThat(ports.of(Port.KAFKA)).isEqualTo(9392);
  }

  @ParameterizedTest
  @ValueSource(strings = {"eighty", "0", "-1", "65000", "70000"})
  void notAPortOfAService(String wish) {
    assertThatThrownBy(() -> choose(Map.of("AIMS_PORT_AUDIT", wish))).isInstanceOf(Trouble.class)
        .hasMessageContaining("AIMS_PORT_AUDIT=" + wish);
  }

  @Test
  void noPortTwice() {
    assertThatThrownBy(() -> choose(Map.of("AIMS_PORT_KAFKA", "8081"))).isInstanceOf(Trouble.class)
        .hasMessageContaining("8081")
        .hasMessageContaining("AIMS_PORT_KAFKA");
  }

  @Test
  void aManagementPortIsTakenToo() {
    assertThatThrownBy(() -> choose(Map.of("AIMS_PORT_POSTGRES", "9080"))).isInstanceOf(Trouble.class)
        .hasMessageContaining("9080");
  }

  @Test
  void automaticPortsAvoidWhatIsBusyOrTaken() {
    var ports = automatic(Map.of("AIMS_PORTS", "auto", "AIMS_PORT_KEYCLOAK", "20002"), 20_000, Set.of(20_000, 21_001));

    assertThat(ports.of(Port.KEYCLOAK)).isEqualTo(20_002);
    assertThat(ports.of(Port.GATEWAY)).as("neither 20000, nor 20001 whose management port is busy, nor Keycloak's")
        .isEqualTo(20_003);
    assertThat(IntStream.of(ports.of(Port.GATEWAY), ports.of(Port.POSTGRES), ports.of(Port.KAFKA),
        ports.of(Port.KAFKA_CONTROLLER), ports.of(Port.KEYCLOAK)).distinct().count()).isEqualTo(5);
  }

  @Test
  void laterCommandsFindThem(@TempDir Path folder) {
    var ports = automatic(Map.of("AIMS_PORTS", "auto"), 30_000, Set.of());
    var file = folder.resolve("ports.properties");

    ports.save(file);

    assertThat(Ports.load(file)).contains(ports);
    assertThat(Ports.load(folder.resolve("none"))).isEmpty();
  }

  @Test
  void aStackOfAVersionThatKnewFewerPortsIsStillFound(@TempDir Path folder) throws IOException {
    var file = folder.resolve("ports.properties");
    automatic(Map.of("AIMS_PORTS", "auto"), 30_000, Set.of()).save(file);
    Files.write(file, Files.readAllLines(file).stream().filter(line -> !line.startsWith("MAIL=")).toList());

    var ports = Ports.load(file).orElseThrow();

    assertThat(ports.of(Port.GATEWAY)).isEqualTo(30_000);
    assertThat(ports.of(Port.MAIL)).isEqualTo(1025);
  }
}
