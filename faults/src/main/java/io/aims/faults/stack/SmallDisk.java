package io.aims.faults.stack;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A file system of its own for the data of PostgreSQL and Kafka, small enough to be filled; takes root to mount it. */
public final class SmallDisk {
  private static final String SIZE = "1500M";
  private static final String BALLAST = "ballast";
  private final Path folder;

  SmallDisk(Path folder) {
    this.folder = folder;
  }

  /** Whether this user may mount a file system on this machine. */
  public static boolean isPossible() throws IOException, InterruptedException {
    var image = Files.createTempFile("disk", ".img");
    var folder = Files.createTempDirectory("disk");
    try {
      return succeeds("truncate", "-s", "16M", image.toString()) && succeeds("mkfs.ext4", "-q", image.toString())
          && succeeds("mount", "-o", "loop", image.toString(), folder.toString())
          && succeeds("umount", folder.toString());
    } finally {
      Files.delete(image);
      Files.delete(folder);
    }
  }

  void mount(Path image) throws IOException, InterruptedException {
    Files.createDirectories(folder);
    for (var command : List.of(List.of("truncate", "-s", SIZE, image.toString()),
        List.of("mkfs.ext4", "-q", "-F", image.toString()),
        List.of("mount", "-o", "loop", image.toString(), folder.toString()))) {
      if (!succeeds(command.toArray(String[]::new))) {
        throw new IOException("failed: " + command);
      }
    }
  }

  /** Also what an earlier programme has left mounted; nothing may be running on it. */
  void unmount() throws IOException, InterruptedException {
    if (isMounted() && !succeeds("umount", folder.toString())) {
      throw new IOException("can't be unmounted: " + folder);
    }
  }

  boolean isMounted() throws IOException, InterruptedException {
    return Files.isDirectory(folder) && succeeds("mountpoint", "-q", folder.toString());
  }

  /** Takes all the space there is. */
  public void fill() throws IOException, InterruptedException {
    var ballast = folder.resolve(BALLAST);
    var free = Files.getFileStore(folder).getUsableSpace();
    succeeds("fallocate", "-l", Long.toString(Math.max(4096, free)), ballast.toString());
    try (var rest = Files.newOutputStream(folder.resolve(BALLAST + ".rest"))) {
      fill(rest);
    }
  }

  private static void fill(OutputStream rest) {
    try {
      for (var chunk = new byte[4096];;) {
        rest.write(chunk);
      }
    } catch (IOException full) {
      // as intended
    }
  }

  /** Gives the space back. */
  public void free() throws IOException {
    Files.deleteIfExists(folder.resolve(BALLAST));
    Files.deleteIfExists(folder.resolve(BALLAST + ".rest"));
  }

  private static boolean succeeds(String... command) throws IOException, InterruptedException {
    var process = new ProcessBuilder(command).redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
    return process.waitFor() == 0;
  }
}
