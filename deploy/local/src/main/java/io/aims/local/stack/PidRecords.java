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
      Files.deleteIfExists(surrender(record.component()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void remove(String component) {
    try {
      Files.deleteIfExists(file(component));
      Files.deleteIfExists(surrender(component));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Notes that a component which died is not started again, and why; until somebody starts or stops it. */
  void giveUp(String component, String why) {
    try {
      Files.writeString(surrender(component), why);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Why a component is not started again; empty while nobody has given it up. */
  public Optional<String> givenUp(String component) {
    try {
      return Optional.of(Files.readString(surrender(component)));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private Path surrender(String component) {
    return folder.resolve(component + ".given-up");
  }

  private Path file(String component) {
    return folder.resolve(component + ".pid");
  }
}
