package io.aims.audit.note;

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
 * The ledger's keys on disk: {@code ledger.key}, the private key for the service alone, and {@code ledger.vkey}, one
 * verifier key a line, for everyone. The private key is made once and never overwritten, since every checkpoint that
 * left the house depends on it.
 */
public final class KeyFolder {
  private static final String PRIVATE = "ledger.key";
  private static final String PUBLIC = "ledger.vkey";

  private final Path folder;
  private final LedgerKey key;

  private KeyFolder(Path folder, LedgerKey key) {
    this.folder = folder;
    this.key = key;
  }

  /** Opens the folder; makes it, and a key, where there is none. Two processes that start at once agree on one key. */
  public static KeyFolder open(Path folder) throws IOException {
    Files.createDirectories(folder);
    var file = folder.resolve(PRIVATE);
    if (Files.notExists(file)) {
      create(file, LedgerKey.generate().pem());
    }
    refuseOpenToOthers(file);
    return new KeyFolder(folder, LedgerKey.parsePem(Files.readString(file)));
  }

  /** A signer for the ledger of this name, whose verifier key is in {@code ledger.vkey} from now on. Blocking. */
  public NoteSigner signer(String origin) throws IOException {
    var signer = key.signer(origin);
    synchronized (KeyFolder.class) {
      publish(signer.verifier());
    }
    return signer;
  }

  private void publish(VerifierKey verifier) throws IOException {
    var file = folder.resolve(PUBLIC);
    var keys = Files.exists(file) ? new ArrayList<>(read(file)) : new ArrayList<VerifierKey>();
    if (!keys.contains(verifier)) {
      keys.add(verifier);
      replace(file, keys);
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
    var draft = Files.createTempFile(file.toAbsolutePath().getParent(), PRIVATE, ".new", onlyOwner(file));
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
    var lines = new StringBuilder("# verifier keys of this installation's ledgers, one per organisation\n");
    new TreeSet<>(keys.stream().map(VerifierKey::vkey).toList()).forEach(line -> lines.append(line).append('\n'));
    var draft = file.resolveSibling(PUBLIC + "." + ProcessHandle.current().pid() + ".new");
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
        throw new IOException(file + " is the ledger's private key, but its mode is " + PosixFilePermissions.toString(
            permissions) + "; make it 600");
      }
    }
  }

  private static boolean isPosix(Path file) throws IOException {
    return Files.getFileStore(file.toAbsolutePath().getParent()).supportsFileAttributeView("posix");
  }
}
