package io.aims.local.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Starts again what died without having been stopped on purpose, and tells of it. Whether a component is wanted stands
 * in its record, which a stop removes; the record is read and the process started under the lock that every command
 * takes, so that nothing is started twice or against a command.
 */
public final class Supervisor {
  /** The name under which the process that supervises is recorded, be it a process of its own or {@code up} itself. */
  public static final String NAME = "supervisor";
  private static final Duration LOOK = Duration.ofMillis(25);
  private static final Duration LOOK_SELDOM = Duration.ofMillis(250);
  private static final Duration LOOK_AFTER_TROUBLE = Duration.ofSeconds(5);
  private static final int LOOKS_PER_PROBE = 4;
  private static final int LAST_LINES = 15;
  private final List<Component> components;
  private final Processes processes;
  private final Progress progress;
  private final Path lockFolder;
  private final List<Duration> pauses;

  /** @param lockFolder where every command that starts or stops something takes the {@link Lock} */
  public Supervisor(List<Component> components, Processes processes, Progress progress, Path lockFolder) {
    this(components, processes, progress, lockFolder, RestartPolicy.PAUSES);
  }

  Supervisor(List<Component> components, Processes processes, Progress progress, Path lockFolder,
      List<Duration> pauses) {
    this.components = List.copyOf(components);
    this.processes = processes;
    this.progress = progress;
    this.lockFolder = lockFolder;
    this.pauses = pauses;
  }

  /** Returns when nothing is wanted any more, or when another process supervises. */
  public void watch() throws InterruptedException {
    var threads = Executors.newThreadPerTaskExecutor(Thread.ofPlatform().name("watch-", 0).daemon().factory());
    components.forEach(component -> threads.submit(() -> new Watch(component).run(threads)));
    while (!threads.isShutdown() && isNeeded()) {
      Thread.sleep(LOOK_SELDOM);
    }
    threads.shutdownNow();
  }

  /** Under the lock, commands remove a record for a moment, so that only who holds it can be sure of a no. */
  private boolean isNeeded() throws InterruptedException {
    if (supervisesSomething()) {
      return true;
    }
    try (var _ = Lock.await(lockFolder)) {
      return supervisesSomething();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean supervisesSomething() {
    return processes.isMe(NAME) && components.stream().anyMatch(component -> processes.isRecorded(component.name()));
  }

  private void tell(String text) {
    progress.say("%s  %s".formatted(LocalTime.now().truncatedTo(ChronoUnit.SECONDS), text));
  }

  /** Looks after one component. */
  private final class Watch {
    private final Component component;
    private final String name;
    private RestartPolicy policy = new RestartPolicy(pauses);
    /** Of a death that is being dealt with, else 0. */
    private long diedAt;

    Watch(Component component) {
      this.component = component;
      this.name = component.name();
    }

    void run(ExecutorService threads) {
      try {
        while (!threads.isShutdown()) {
          lookSafely();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    /** Whatever goes wrong, the next look comes. */
    private void lookSafely() throws InterruptedException {
      try {
        look();
      } catch (RuntimeException e) {
        tell("%s can't be looked at: %s".formatted(name, e));
        Thread.sleep(LOOK_AFTER_TROUBLE);
      }
    }

    private void look() throws InterruptedException {
      var process = processes.find(name);
      if (process.isPresent()) {
        accompany(process.get());
      } else if (!processes.isRecorded(name)) {
        policy = new RestartPolicy(pauses);
        diedAt = 0;
        Thread.sleep(LOOK_SELDOM);
      } else if (processes.isGivenUp(name)) {
        Thread.sleep(LOOK_SELDOM);
      } else {
        bury();
      }
    }

    /** Until its end. */
    private void accompany(ProcessHandle process) throws InterruptedException {
      for (var looks = 0; Alive.is(process); looks++) {
        if (!policy.isReady() && looks % LOOKS_PER_PROBE == 0 && component.isReady()) {
          policy.ready(Instant.now());
          if (diedAt != 0) {
            tell("%s is ready again, %.1f s after it died".formatted(name, (System.nanoTime() - diedAt) / 1e9));
          }
        }
        Thread.sleep(LOOK);
      }
    }

    /** An attempt that fails here counts as another death, as the component is found dead again. */
    private void bury() throws InterruptedException {
      diedAt = System.nanoTime();
      var plainly = !policy.isReady() && processes.hasFailed(name);
      switch (policy.died(Instant.now())) {
        case RestartPolicy.Verdict.StartAfter(var pause) -> {
          Thread.sleep(pause);
          underLock(() -> startAgain(pause, plainly));
        }
        case RestartPolicy.Verdict.GiveUp(var deaths, var within) -> {
          underLock(() -> giveUp(deaths, within));
          policy = new RestartPolicy(pauses);
          diedAt = 0;
        }
      }
    }

    private interface Act {
      void run() throws IOException, InterruptedException;
    }

    /** Meanwhile a command may have stopped it, or started it, or another launcher may supervise. */
    private void underLock(Act act) throws InterruptedException {
      try (var _ = Lock.await(lockFolder)) {
        if (processes.isMe(NAME) && processes.isRecorded(name) && processes.find(name).isEmpty()) {
          act.run();
        }
      } catch (IOException | RuntimeException e) {
        tell("%s can't be started again: %s".formatted(name, e));
      }
    }

    private void startAgain(Duration pause, boolean plainly) throws IOException, InterruptedException {
      tell(obituary(processes.why(name)));
      tell(pause.isZero()
          ? name + " is started again"
          : "%s is started again, after a pause of %d s".formatted(name, pause.toSeconds()));
      if (plainly) {
        component.startPlainly();
      }
      component.clearUp();
      processes.startAgain(name, component.relaunch());
    }

    private void giveUp(int deaths, Duration within) {
      var why = "was given up: it died %d times within %d s without having been ready; it %s".formatted(deaths,
          within.toSeconds(), processes.why(name));
      processes.giveUp(name, why);
      tell(obituary(why));
      tell("Start it again with ./aims restart " + name);
    }

    private String obituary(String why) {
      var logs = processes.logs();
      return ComponentFailed.text(name, why, logs.of(name), logs.tail(name, LAST_LINES));
    }
  }
}
