package io.aims.local.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** What a PostgreSQL server that was killed leaves on its data folder: sessions, and a file with its pid. */
final class Remains {
  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(10);
  private final Path data;

  Remains(Path data) {
    this.data = data;
  }

  /**
   * Sessions end when they notice that their server is gone; those that don't within a moment are ended, since a new
   * server rightly refuses to start beside them.
   */
  void awaitEnd() throws InterruptedException {
    var deadline = System.nanoTime() + PATIENCE.toNanos();
    for (var left = living(); !left.isEmpty(); left = living()) {
      if (System.nanoTime() > deadline) {
        left.forEach(ProcessHandle::destroyForcibly);
      }
      Thread.sleep(LOOK_AGAIN);
    }
  }

  /**
   * A server takes a pid file that names a live process for another server and refuses to start. After a reboot or in a
   * container that pid may belong to something else by now, so the file goes, unless a process works on the folder.
   */
  void removeForeignPidFile() throws IOException {
    if (living().isEmpty()) {
      Files.deleteIfExists(data.resolve("postmaster.pid"));
    }
  }

  /** Every process of a cluster works in its data folder. */
  private List<ProcessHandle> living() {
    return ProcessHandle.allProcesses().filter(this::worksHere).toList();
  }

  private boolean worksHere(ProcessHandle process) {
    try {
      return Files.isSameFile(Path.of("/proc", Long.toString(process.pid()), "cwd"), data);
    } catch (IOException e) {
      return false;
    }
  }
}
