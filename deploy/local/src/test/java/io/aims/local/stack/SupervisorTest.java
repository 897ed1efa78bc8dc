package io.aims.local.stack;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** With real processes, as {@link StackTest}; each test has its own launcher for what a command does meanwhile. */
@Timeout(30)
class SupervisorTest {
  @TempDir
  Path folder;
  private final ByteArrayOutputStream told = new ByteArrayOutputStream();
  private Path diary;
  private Script database;
  private Script service;
  private Processes command;
  private CompletableFuture<Void> watching;

  @BeforeEach
  void aStackThatRuns() throws Exception {
    diary = Files.createFile(folder.resolve("diary"));
    database = new Script(folder, "database", Set.of(), "1");
    service = new Script(folder, "service", Set.of("database"), "1");
    command = processes();
    stack(database, service).start();
    supervise(service, Duration.ZERO);
  }

  @AfterEach
  void stopAll() throws Exception {
    try (var _ = Lock.await(folder)) {
      command.forget(Supervisor.NAME);
      stack(database, service).stop();
    }
    watching.get(10, SECONDS);
  }

  @Test
  void whatIsKilledComesBack() throws Exception {
    var before = command.find("service").orElseThrow().pid();

    command.kill("service");

    await(() -> begins("service") == 2);
    assertThat(command.find("service").orElseThrow().pid()).isNotEqualTo(before);
    await(() -> told.toString().contains("service is ready again"));
    assertThat(begins("database")).isEqualTo(1);
  }

  @Test
  void whatKeepsDyingIsGivenUpAndToldOnce() throws Exception {
    Files.delete(folder.resolve("service.ready"));
    superviseAnew(new Script(folder, "service", Set.of("database"), "1", """
        echo NAME begins >>diary
        echo no table called risk
        exit 3
        """), Duration.ZERO);

    command.kill("service");

    await(() -> command.isGivenUp("service"));
    await(() -> told.toString().contains("./aims restart service"));
    assertThat(begins("service")).as("one that lived, then five attempts").isEqualTo(6);
    assertThat(told.toString().split("was given up: it died 6 times within 120 s", -1)).hasSize(2);
    assertThat(told.toString()).contains("it ended with exit code 3")
        .contains("no table called risk")
        .contains(folder.resolve("service.log").toString());
    assertThat(new PidRecords(folder.resolve("run")).givenUp("service").orElseThrow()).contains("exit code 3");
  }

  @Test
  void whatIsStoppedOnPurposeStaysDown() throws Exception {
    try (var _ = Lock.take(folder)) {
      stack(service).stop();
    }
    command.kill("database");

    await(() -> begins("database") == 2);
    assertThat(begins("service")).isEqualTo(1);
    assertThat(command.isRecorded("service")).isFalse();
  }

  @Test
  void whatIsStoppedAfterItDiedStaysDownToo() throws Exception {
    superviseAnew(service, Duration.ofSeconds(1));
    command.kill("service");
    try (var _ = Lock.take(folder)) {
      stack(service).stop();
    }
    command.kill("database");

    await(() -> begins("database") == 2);
    assertThat(begins("service")).as("its pause ended before that of the database").isEqualTo(1);
  }

  @Test
  void aCommandThatHoldsTheLockIsNotInterferedWith() throws Exception {
    try (var _ = Lock.take(folder)) {
      command.kill("service");
      stack(service).stop();
      stack(service).start();
    }
    command.kill("database");

    await(() -> begins("database") == 2);
    assertThat(begins("service")).as("by the command alone").isEqualTo(2);
  }

  @Test
  void whoIsNotTheRecordedSupervisorEnds() throws Exception {
    command.forget(Supervisor.NAME);

    watching.get(10, SECONDS);

    command.kill("service");
    assertThat(begins("service")).isEqualTo(1);
  }

  @Test
  void endsWithTheLastComponent() throws Exception {
    try (var _ = Lock.take(folder)) {
      stack(database, service).stop();
    }

    watching.get(10, SECONDS);

    assertThat(begins("service")).isEqualTo(1);
  }

  @Test
  void aBrokenCacheIsDroppedAtTheSecondAttempt() throws Exception {
    superviseAnew(service.withBrokenCache(), Duration.ZERO);

    command.kill("service");

    await(() -> begins("service") == 2);
    assertThat(told.toString()).contains("ended with exit code 2");
  }

  private void superviseAnew(Script service, Duration pause) throws Exception {
    command.forget(Supervisor.NAME);
    watching.get(10, SECONDS);
    supervise(service, pause);
  }

  private void supervise(Script service, Duration pause) {
    command.actAs(Supervisor.NAME);
    var supervisor = new Supervisor(List.of(database, service), processes(), new Progress(new PrintStream(told)),
        folder, List.of(pause));
    watching = CompletableFuture.runAsync(() -> {
      try {
        supervisor.watch();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    });
  }

  private long begins(String name) {
    try {
      return Files.readAllLines(diary).stream().filter(line -> line.equals(name + " begins")).count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Until the test's timeout, which interrupts. */
  private static void await(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      assertThat(Thread.currentThread().isInterrupted()).as("the time is over").isFalse();
      LockSupport.parkNanos(20_000_000);
    }
  }

  private Stack stack(Component... components) {
    return new Stack(List.of(components), processes(), new Progress(new PrintStream(told)));
  }

  private Processes processes() {
    return new Processes(new PidRecords(folder.resolve("run")), new Logs(folder));
  }
}
