package io.aims.local.stack;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Keeps two commands from starting and stopping the same stack at once; a crash releases it. */
public final class Lock implements AutoCloseable {
  private final FileChannel channel;

  private Lock(FileChannel channel) {
    this.channel = channel;
  }

  public static Lock take(Path folder) throws IOException {
    Files.createDirectories(folder);
    var channel = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (channel.tryLock() == null) {
      channel.close();
      throw new Trouble("Another ./aims command is starting or stopping this stack; wait for it, or end it first.");
    }
    return new Lock(channel);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
