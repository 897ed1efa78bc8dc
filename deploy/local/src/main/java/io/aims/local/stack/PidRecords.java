package io.aims.local.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.Properties;

/** Remembers on disk which process is which component, so that the next command finds it, even after a crash. */
public final class PidRecords {
  private final Path folder;

  public PidRecords(Path folder) {
    this.folder = folder;
  }

  public Optional<PidRecord> find(String component) {
    try (var in = Files.newBufferedReader(file(component))) {
      var properties = new Properties();
      properties.load(in);
      return Optional.of(PidRecord.from(properties));
    } catch (IOException | RuntimeException e) {
      return Optional.empty();
    }
  }

  /** The process of a component, while it lives. */
  public Optional<ProcessHandle> process(String component) {
    return find(component).flatMap(PidRecord::process);
  }

  void save(PidRecord record) {
    try {
      Files.createDirectories(folder);
      var draft = file(record.component() + ".new");
      try (var out = Files.newBufferedWriter(draft)) {
        record.toProperties().store(out, null);
      }
      Files.move(draft, file(record.component()), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void remove(String component) {
    try {
      Files.deleteIfExists(file(component));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path file(String component) {
    return folder.resolve(component + ".pid");
  }
}
