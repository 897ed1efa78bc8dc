package io.aims.local.stack;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** The log of each component: one file, and the one of the run before. */
public final class Logs {
  private static final int TAIL_BYTES = 16_384;
  private final Path folder;

  public Logs(Path folder) {
    this.folder = folder;
  }

  public Path of(String component) {
    return folder.resolve(component + ".log");
  }

  /** An empty log for a new run; what was there is kept as {@code <component>.log.1}. */
  Path begin(String component) throws IOException {
    Files.createDirectories(folder);
    var log = of(component);
    if (Files.exists(log)) {
      Files.move(log, folder.resolve(component + ".log.1"), StandardCopyOption.REPLACE_EXISTING);
    }
    return log;
  }

  /** The log goes on after a death, so that the first cause of a row of deaths stays in it. */
  Path resume(String component) throws IOException {
    Files.createDirectories(folder);
    return of(component);
  }

  /** The last lines of a log. */
  public List<String> tail(String component, int lines) {
    try (var file = new RandomAccessFile(of(component).toFile(), "r")) {
      file.seek(Math.max(0, file.length() - TAIL_BYTES));
      var bytes = new byte[TAIL_BYTES];
      var read = Math.max(0, file.read(bytes));
      var all = new String(bytes, 0, read, StandardCharsets.UTF_8).lines().toList();
      return all.subList(Math.max(0, all.size() - lines), all.size());
    } catch (IOException e) {
      return List.of();
    }
  }
}
