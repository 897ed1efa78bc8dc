package io.aims.platform.note;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A signing key on disk: {@code NAME.key}, the private key for the service alone, and {@code NAME.vkey}, one verifier key
 * a line, for everyone. The private key is made once and never overwritten, since every note that left the house depends
 * on it.
 */
public final class KeyFolder {
  private final Path published;
  private final SigningKey key;

  private KeyFolder(Path published, SigningKey key) {
    this.published = published;
    this.key = key;
  }

  /** Opens the key of this name in the folder; makes both where there are none. Two processes that start at once agree on one key. */
  public static KeyFolder open(Path folder, String name) throws IOException {
    Files.createDirectories(folder);
    var file = folder.resolve(name + ".key");
    if (Files.notExists(file)) {
      create(file, SigningKey.generate().pem());
    }
    refuseOpenToOthers(file);
    return new KeyFolder(folder.resolve(name + ".vkey"), SigningKey.parsePem(Files.readString(file)));
  }

  /** A signer under this name, whose verifier key is in the file of verifier keys from now on. Blocking. */
  public NoteSigner signer(String name) throws IOException {
    var signer = key.signer(name);
    synchronized (KeyFolder.class) {
      publish(signer.verifier());
    }
    return signer;
  }

  private void publish(VerifierKey verifier) throws IOException {
    var keys = Files.exists(published) ? new ArrayList<>(read(published)) : new ArrayList<VerifierKey>();
    if (!keys.contains(verifier)) {
      keys.add(verifier);
      replace(published, keys);
    }
  }

  /** The verifier keys in a file: one a line; empty lines and lines that start with # do not count. */
  public static List<VerifierKey> read(Path file) throws IOException {
    return Files.readAllLines(file, UTF_8)
        .stream()
        .map(String::strip)
        .filter(l -> !l.isEmpty() && !l.startsWith("#"))
        .map(VerifierKey::parse)
        .toList();
  }

  private static void create(Path file, String pem) throws IOException {
    var draft = Files.createTempFile(file.toAbsolutePath().getParent(), file.getFileName().toString(), ".new",
        onlyOwner(file));
    try {
      write(draft, pem);
      Files.createLink(file, draft);
    } catch (FileAlreadyExistsException anotherProcessWasFirst) {
      // its key is the one
    } finally {
      Files.delete(draft);
    }
  }

  private static void replace(Path file, List<VerifierKey> keys) throws IOException {
    var lines = new StringBuilder("# verifier keys, one a line; hand them out\n");
    new TreeSet<>(keys.stream().map(VerifierKey::vkey).toList()).forEach(line -> lines.append(line).append('\n'));
    var draft = file.resolveSibling(file.getFileName() + "." + ProcessHandle.current().pid() + ".new");
    write(draft, lines.toString());
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static void write(Path file, String text) throws IOException {
    try (var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE,
        StandardOpenOption.TRUNCATE_EXISTING)) {
      var bytes = ByteBuffer.wrap(text.getBytes(UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }

  private static FileAttribute<?>[] onlyOwner(Path file) throws IOException {
    return isPosix(file)
        ? new FileAttribute<?>[]{PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))}
        : new FileAttribute<?>[0];
  }

  /** A group may read: that is how Kubernetes hands a secret to a process that is not root. */
  private static void refuseOpenToOthers(Path file) throws IOException {
    if (isPosix(file)) {
      Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
      if (permissions.stream().anyMatch(p -> p.name().startsWith("OTHERS_") || p == PosixFilePermission.GROUP_WRITE)) {
        throw new IOException(file + " is a private key, but its mode is " + PosixFilePermissions.toString(
            permissions) + "; make it 600");
      }
    }
  }

  private static boolean isPosix(Path file) throws IOException {
    return Files.getFileStore(file.toAbsolutePath().getParent()).supportsFileAttributeView("posix");
  }
}
