package io.aims.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
    database = new Script(folder, "database", Set.of(), "1");
    service = new Script(folder, "service", Set.of("database"), "1");
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

    service = new Script(folder, "service", Set.of("database"), "2");
    stack(database, service).start();

    assertThat(Files.readAllLines(diary)).containsExactly("database begins", "service begins", "service ends",
        "service begins");
  }

  @Test
  void aComponentThatDiesIsNamedWithItsLastWords() {
    service = new Script(folder, "service", Set.of("database"), "1", "echo no table called risk; exit 3");

    assertThatThrownBy(stack(database, service)::start).isInstanceOf(ComponentFailed.class)
        .hasMessageContaining("service ended with exit code 3")
        .hasMessageContaining("no table called risk")
        .hasMessageContaining(folder.resolve("service.log").toString());
  }

  @Test
  void whatWasStartedBeforeAFailureIsStopped() throws Exception {
    service = new Script(folder, "service", Set.of("database"), "1", "exit 3");

    assertThatThrownBy(stack(database, service)::start).isInstanceOf(ComponentFailed.class);

    assertThat(Files.readAllLines(diary)).containsExactly("database begins", "database ends");
  }

  @Test
  void patienceEnds() {
    service = new Script(folder, "service", Set.of("database"), "1", "sleep 60");

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

  @Test
  void aBrokenCacheKeepsNothingFromStarting() throws Exception {
    stack(database, service.withBrokenCache()).start();

    assertThat(Files.readAllLines(diary)).containsExactly("database begins", "service begins");
  }

  @Test
  void aCacheMadeMeanwhileIsNoReasonToStartAnew() throws Exception {
    stack(database, service).start();

    stack(database, service.withBrokenCache()).start();

    assertThat(Files.readAllLines(diary)).containsExactly("database begins", "service begins");
  }

  private Stack stack(Component... components) {
    return new Stack(List.of(components), processes(), new Progress(new PrintStream(told)));
  }

  private Processes processes() {
    return new Processes(new PidRecords(folder.resolve("run")), new Logs(folder));
  }
}
