package io.aims.faults.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

import io.aims.local.engine.ServiceCatalogue;
import io.aims.local.home.Home;

/** Has the caches made with which services start fast, before anything is measured; once per build. */
final class StartCaches {
  private static final Duration PATIENCE = Duration.ofMinutes(6);
  private final Home home;

  StartCaches(Home home) {
    this.home = home;
  }

  /** Lets {@code rehearsals} run until every service has its cache; without one, a service only starts more slowly. */
  void await(Runnable rehearsals) throws IOException, InterruptedException {
    if ("off".equals(System.getenv("AIMS_START_CACHE")) || complete()) {
      return;
    }
    var making = Thread.ofPlatform().daemon().name("rehearsals").start(rehearsals);
    var deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!complete() && System.nanoTime() - deadline < 0) {
      Thread.sleep(500);
    }
    making.interrupt();
    making.join();
  }

  private boolean complete() throws IOException {
    for (var service : ServiceCatalogue.values()) {
      var built = Files.getLastModifiedTime(home.project()
          .resolve(service.module())
          .resolve("target/quarkus-app/quarkus-run.jar"));
      try (var caches = caches(home.distribution("start-cache"))) {
        var current = caches.filter(cache -> cache.getFileName().toString().startsWith(service.module() + "-"))
            .toList();
        if (current.isEmpty() || Files.getLastModifiedTime(current.getFirst()).compareTo(built) < 0) {
          return false;
        }
      }
    }
    return true;
  }

  private static Stream<Path> caches(Path folder) throws IOException {
    return Files.isDirectory(folder) ? Files.list(folder) : Stream.of();
  }
}
