package io.aims.local.engine;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.aims.local.home.Home;
import io.aims.local.home.Memory;
import io.aims.local.stack.Component;
import io.aims.local.stack.Launch;
import io.aims.local.stack.Lock;
import io.aims.local.stack.Processes;
import io.aims.local.stack.Progress;
import io.aims.local.stack.Supervisor;

/**
 * Makes each {@link StartCache} that is missing, once everything serves and at the lowest priority: a second process of
 * the service starts, answers a request and ends, with a database of its own and without Kafka, so that the stack sees
 * nothing of it.
 */
public final class Rehearsals implements Runnable {
  /** The name under which the process of a rehearsal is recorded; who stops the stack discards it. */
  public static final String NAME = "rehearsal";
  private static final Duration FIRST_LOOK = Duration.ofSeconds(15);
  private static final Duration NEXT_LOOK = Duration.ofSeconds(5);
  private static final Duration PATIENCE = Duration.ofMinutes(20);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final long ROOM_MB = 1_000;
  private final Home home;
  private final List<Component> everything;
  private final List<Service> services;
  private final Processes processes;
  private final Progress progress;
  /** Each is tried once: a cache that was dropped as broken would not be better the next time. */
  private final Set<String> tried = new HashSet<>();

  Rehearsals(Home home, List<Component> everything, Processes processes, Progress progress) {
    this.home = home;
    this.everything = everything;
    this.services = everything.stream().filter(Service.class::isInstance).map(Service.class::cast).toList();
    this.processes = processes;
    this.progress = progress;
  }

  /** Until interrupted. */
  @Override
  public void run() {
    try {
      Thread.sleep(FIRST_LOOK);
      while (StartCache.isWanted()) {
        rehearseWhatIsMissing();
        Thread.sleep(NEXT_LOOK);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void rehearseWhatIsMissing() throws InterruptedException {
    for (var service : services) {
      try {
        var cache = service.cache();
        if (!cache.exists() && everythingServes() && Memory.hasRoomFor(ROOM_MB) && tried.add(cache.toString())) {
          rehearse(service, cache);
        }
      } catch (IOException | SQLException | RuntimeException e) {
        progress.say("%s starts without a cache: %s".formatted(service.name(), e.getMessage()));
      }
    }
  }

  private boolean everythingServes() throws InterruptedException {
    for (var component : everything) {
      if (processes.find(component.name()).isEmpty() || !component.isReady()) {
        return false;
      }
    }
    return true;
  }

  private void rehearse(Service service, StartCache cache) throws IOException, SQLException, InterruptedException {
    var folder = home.run().resolve(NAME);
    Home.delete(folder);
    Home.create(folder);
    var configuration = "-XX:AOTConfiguration=" + folder.resolve("recorded");
    var draft = folder.resolve("cache");
    try (var rehearsal = service.rehearsal(folder)) {
      start(rehearsal.launch().with(List.of("-XX:AOTMode=record", configuration)));
      await(() -> rehearsal.isReady() || processes.find(NAME).isEmpty());
      rehearsal.use();
      processes.find(NAME).ifPresent(ProcessHandle::destroy);
      await(() -> processes.find(NAME).isEmpty());
      start(rehearsal.launch().with(List.of("-XX:AOTMode=create", configuration, "-XX:AOTCache=" + draft)));
      await(() -> processes.find(NAME).isEmpty());
      if (processes.exit(NAME).filter(code -> code == 0).isEmpty()) {
        throw new IOException("making it failed, see " + home.log(NAME));
      }
      cache.publish(draft);
      progress.say("%s will start faster from now on: %s".formatted(service.name(), cache));
    } finally {
      processes.discard(NAME);
      Home.delete(folder);
    }
  }

  /** Under the lock, so that who stops the stack can't miss the process. */
  private void start(Launch launch) throws IOException, InterruptedException {
    try (var _ = Lock.await(home.run())) {
      if (!processes.isMe(Supervisor.NAME)) {
        throw new InterruptedException("another launcher supervises");
      }
      processes.start(NAME, launch.atLowestPriority());
    }
  }

  private interface Condition {
    boolean holds() throws InterruptedException;
  }

  private void await(Condition condition) throws IOException, InterruptedException {
    var deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.holds()) {
      if (System.nanoTime() > deadline) {
        throw new IOException("its rehearsal took too long, see " + home.log(NAME));
      }
      Thread.sleep(POLL);
    }
  }
}
