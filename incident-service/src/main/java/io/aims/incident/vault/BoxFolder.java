package io.aims.incident.vault;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.TreeMap;

/**
 * The keys of a {@link SecretBox} on disk: one {@code NAME.key} each, 32 bytes in base64. The last name is the newest:
 * who adds a file has rotated. A first one is made where there is none, and never overwritten.
 */
final class BoxFolder {
  private static final String FIRST = "1.key";
  private static final SecureRandom RANDOM = new SecureRandom();

  private BoxFolder() {}

  /** Two processes that start at once agree on one key. */
  static SecretBox open(Path folder) throws IOException {
    Files.createDirectories(folder);
    var keys = read(folder);
    if (keys.isEmpty()) {
      create(folder.resolve(FIRST));
      keys = read(folder);
    }
    return new SecretBox(keys);
  }

  private static TreeMap<String, byte[]> read(Path folder) throws IOException {
    var keys = new TreeMap<String, byte[]>();
    try (var files = Files.newDirectoryStream(folder, "*.key")) {
      for (var file : files) {
        refuseOpenToOthers(file);
        keys.put(file.getFileName().toString().replaceAll("\\.key$", ""),
            Base64.getDecoder().decode(Files.readString(file).strip()));
      }
    }
    return keys;
  }

  private static void create(Path file) throws IOException {
    var key = new byte[SecretBox.KEY];
    RANDOM.nextBytes(key);
    var draft = Files.createTempFile(file.toAbsolutePath().getParent(), "box", ".new", onlyOwner(file));
    try {
      Files.writeString(draft, Base64.getEncoder().encodeToString(key) + "\n");
      Files.createLink(file, draft);
    } catch (FileAlreadyExistsException anotherProcessWasFirst) {
      // its key is the one
    } finally {
      Files.delete(draft);
    }
  }

  private static FileAttribute<?>[] onlyOwner(Path file) throws IOException {
    return isPosix(file)
        ? new FileAttribute<?>[]{PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))}
        : new FileAttribute<?>[0];
  }

  private static void refuseOpenToOthers(Path file) throws IOException {
    if (isPosix(file)
        && Files.getPosixFilePermissions(file).stream().anyMatch(mode -> mode.name().startsWith("OTHERS_"))) {
      throw new IOException(file + " is a secret key, but others can get at it; make its mode 600");
    }
  }

  private static boolean isPosix(Path file) throws IOException {
    return Files.getFileStore(file.toAbsolutePath().getParent()).supportsFileAttributeView("posix");
  }
}
