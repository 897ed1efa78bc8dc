package io.aims.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With real processes: shell scripts that note in a common diary when they begin and end. */
class StackTest {
  @TempDir
  Path folder;
  private final ByteArrayOutputStream told = new ByteArrayOutputStream();
  private Path diary;
  private Script database;
  private Script service;

  @BeforeEach
  void scripts() throws IOException {
    diary = Files.createFile(folder.resolve("diary"));
    database = new Script("database", Set.of(), "1");
    service = new Script("service", Set.of("database"), "1");
  }

  @AfterEach
  void stopAll() {
    stack(database, service).stop();
  }

  @Test
  void startsInTheOrderOfNeedsAndStopsTheOtherWayRound() throws Exception {
    var stack = stack(database, service);

    stack.start();
    stack.stop();

    assertThat(Files.readAllLines(diary)).containsExactly("database begins", "service begins", "service ends",
        "database ends");
  }

  @Test
  void aSecondLauncherAdoptsWhatRuns() throws Exception {
    stack(database, service).start();

    stack(database, service).start();

    assertThat(Files.readAllLines(diary)).containsExactly("database begins", "service begins");
    assertThat(told.toString()).contains("(runs already)");
  }

  @Test
  void whatWasBuiltAnewIsStartedAnew() throws Exception {
    stack(database, service).start();

    service = new Script("service", Set.of("database"), "2");
    stack(database, service).start();

    assertThat(Files.readAllLines(diary)).containsExactly("database begins", "service begins", "service ends",
        "service begins");
  }

  @Test
  void aComponentThatDiesIsNamedWithItsLastWords() {
    service = new Script("service", Set.of("database"), "1", "echo no table called risk; exit 3");

    assertThatThrownBy(stack(database, service)::start).isInstanceOf(ComponentFailed.class)
        .hasMessageContaining("service ended with exit code 3")
        .hasMessageContaining("no table called risk")
        .hasMessageContaining(folder.resolve("service.log").toString());
  }

  @Test
  void whatWasStartedBeforeAFailureIsStopped() throws Exception {
    service = new Script("service", Set.of("database"), "1", "exit 3");

    assertThatThrownBy(stack(database, service)::start).isInstanceOf(ComponentFailed.class);

    assertThat(Files.readAllLines(diary)).containsExactly("database begins", "database ends");
  }

  @Test
  void patienceEnds() {
    service = new Script("service", Set.of("database"), "1", "sleep 60");

    assertThatThrownBy(stack(database, service)::start)
        .hasMessageContaining("service was not ready after 3 s (no table yet)");
  }

  @Test
  void aKilledComponentStaysRecordedAsDead() throws Exception {
    stack(database, service).start();
    var processes = processes();

    processes.kill("service");

    assertThat(processes.find("service")).isEmpty();
    assertThat(processes.isRecorded("service")).isTrue();
    assertThat(processes.find("database")).isPresent();
  }

  private Stack stack(Component... components) {
    return new Stack(List.of(components), processes(), new Progress(new PrintStream(told)));
  }

  private Processes processes() {
    return new Processes(new PidRecords(folder.resolve("run")), new Logs(folder));
  }

  /** Ready as soon as its file is there, which it removes at its end. */
  private final class Script implements Component {
    private final String name;
    private final Set<String> needs;
    private final String version;
    private final String body;

    Script(String name, Set<String> needs, String version) {
      this(name, needs, version, """
          trap 'echo NAME ends >>diary; rm NAME.ready; exit 0' TERM
          echo NAME begins >>diary
          touch NAME.ready
          while :; do sleep 0.05; done
          """.replace("NAME", name));
    }

    Script(String name, Set<String> needs, String version, String body) {
      this.name = name;
      this.needs = needs;
      this.version = version;
      this.body = body;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public Set<String> needs() {
      return needs;
    }

    @Override
    public Launch launch() {
      return new Launch(List.of("sh", "-c", body), Map.of(), folder, version);
    }

    @Override
    public boolean isReady() {
      return Files.exists(folder.resolve(name + ".ready"));
    }

    @Override
    public String obstacle() {
      return "no table yet";
    }

    @Override
    public Duration patience() {
      return Duration.ofSeconds(3);
    }

    @Override
    public String address() {
      return "nowhere";
    }
  }
}
