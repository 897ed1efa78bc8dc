package io.aims.incident.vault;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/**
 * The keys of a {@link SecretBox} on disk: one {@code NAME.key} each, 32 bytes in base64. The highest number that a
 * name begins with is the newest: who adds a file has rotated. A first one is made where there is none and nothing was
 * sealed yet; its name is like no other, so that it never stands in the way of one that comes back from a backup.
 */
final class BoxFolder {
  private static final String LOCK = ".lock";
  private static final Comparator<String> OLDEST_FIRST = Comparator.comparing(BoxFolder::number)
      .thenComparing(Comparator.naturalOrder());
  private static final SecureRandom RANDOM = new SecureRandom();

  private BoxFolder() {}

  /**
   * Two processes that start at once agree on one key.
   *
   * @param sealed whether there are secrets that only a key of before can open
   */
  static synchronized SecretBox open(Path folder, BooleanSupplier sealed) throws IOException {
    Files.createDirectories(folder);
    var keys = read(folder);
    return new SecretBox(keys.isEmpty() ? readOrCreate(folder, sealed) : keys);
  }

  private static TreeMap<String, byte[]> readOrCreate(Path folder, BooleanSupplier sealed) throws IOException {
    try (var channel = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        var held = channel.lock()) {
      var keys = read(folder);
      if (!keys.isEmpty()) {
        return keys;
      }
      if (sealed.getAsBoolean()) {
        throw new IOException(folder + " has no key, but secrets were sealed by one: bring it back from the backup");
      }
      create(folder);
      return read(folder);
    }
  }

  private static TreeMap<String, byte[]> read(Path folder) throws IOException {
    var keys = new TreeMap<String, byte[]>(OLDEST_FIRST);
    try (var files = Files.newDirectoryStream(folder, "*.key")) {
      for (var file : files) {
        refuseOpenToOthers(file);
        keys.put(file.getFileName().toString().replaceAll("\\.key$", ""),
            Base64.getDecoder().decode(Files.readString(file).strip()));
      }
    }
    return keys;
  }

  /** Zero when the name begins with none. */
  private static BigInteger number(String name) {
    var digits = name.replaceAll("[^0-9].*", "");
    return digits.isEmpty() ? BigInteger.ZERO : new BigInteger(digits);
  }

  /** Nobody sees half a key. */
  private static void create(Path folder) throws IOException {
    var file = folder.resolve("1-" + HexFormat.of().formatHex(random(4)) + ".key");
    var draft = Files.createTempFile(folder.toAbsolutePath(), "box", ".new", onlyOwner(file));
    Files.writeString(draft, Base64.getEncoder().encodeToString(random(SecretBox.KEY)) + "\n");
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private static byte[] random(int length) {
    var bytes = new byte[length];
    RANDOM.nextBytes(bytes);
    return bytes;
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
