package io.aims.local.home;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Properties;

/** Passwords made up on this machine, once each, in a file that only its owner reads. */
public final class Secrets {
  private static final SecureRandom RANDOM = new SecureRandom();
  private final Path file;
  private final Properties known = new Properties();

  public Secrets(Path file) {
    this.file = file;
    if (Files.exists(file)) {
      try (var in = Files.newBufferedReader(file)) {
        known.load(in);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** The password of this name; a new one the first time that it is asked for. */
  public synchronized String password(String name) {
    if (!known.containsKey(name)) {
      var bytes = new byte[24];
      RANDOM.nextBytes(bytes);
      known.setProperty(name, Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
      save();
    }
    return known.getProperty(name);
  }

  private void save() {
    try {
      if (!Files.exists(file)) {
        Files.createDirectories(file.getParent());
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      }
      try (var out = Files.newBufferedWriter(file)) {
        known.store(out, "Generated for this machine; the databases were created with them");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
