package io.aims.local.stack;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;

/**
 * Whoever starts or stops a part of the stack holds it, so that no two do at once; a crash releases it. Commands give up
 * after a while and say so; the supervisor, which holds it for moments only, waits for as long as it takes.
 */
public final class Lock implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(20);
  /** The system's lock belongs to the whole process, and closing any channel on its file releases it. */
  private static final ReentrantLock THIS_PROCESS = new ReentrantLock();
  private final FileChannel channel;

  private Lock(FileChannel channel) {
    this.channel = channel;
  }

  /** For a command: waits a little, as the supervisor may be at it. */
  public static Lock take(Path folder) throws IOException, InterruptedException {
    var lock = attempt(folder, System.nanoTime() + PATIENCE.toNanos());
    if (lock == null) {
      throw new Trouble("Another ./aims command is starting or stopping this stack; wait for it, or end it first.");
    }
    return lock;
  }

  /** For who supervises. */
  public static Lock await(Path folder) throws IOException, InterruptedException {
    while (true) {
      var lock = attempt(folder, System.nanoTime() + PATIENCE.toNanos());
      if (lock != null) {
        return lock;
      }
    }
  }

  private static @Nullable Lock attempt(Path folder, long deadline) throws IOException, InterruptedException {
    Files.createDirectories(folder);
    THIS_PROCESS.lockInterruptibly();
    var taken = false;
    var channel = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      taken = isTaken(channel, deadline);
    } finally {
      if (!taken) {
        channel.close();
        THIS_PROCESS.unlock();
      }
    }
    return taken ? new Lock(channel) : null;
  }

  private static boolean isTaken(FileChannel channel, long deadline) throws IOException, InterruptedException {
    FileLock lock;
    while ((lock = channel.tryLock()) == null && System.nanoTime() < deadline) {
      Thread.sleep(LOOK_AGAIN);
    }
    return lock != null;
  }

  @Override
  public void close() throws IOException {
    try {
      channel.close();
    } finally {
      THIS_PROCESS.unlock();
    }
  }
}
