package io.aims.audit.publication;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import io.aims.platform.note.SignedNote;

/**
 * Where checkpoints are kept outside of the database, so that a restored backup cannot pass for the whole ledger: per
 * organisation {@code latest}, replaced as a whole, and {@code history}, which only grows, notes parted by an empty line.
 */
final class CheckpointFolder {
  private static final String LATEST = "latest";
  private static final String HISTORY = "history";
  private final Path folder;

  CheckpointFolder(Path ledger) {
    this.folder = ledger.resolve("checkpoints");
  }

  /** The organisations that have published. */
  List<UUID> tenants() throws IOException {
    if (Files.notExists(folder)) {
      return List.of();
    }
    try (var names = Files.list(folder)) {
      return names.map(path -> path.getFileName().toString())
          .filter(name -> name.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"))
          .map(UUID::fromString)
          .sorted()
          .toList();
    }
  }

  /** What was published last, not verified; empty when nothing was. */
  Optional<SignedNote> latest(UUID tenant) throws IOException {
    try {
      return Optional.of(SignedNote.parse(Files.readAllBytes(of(tenant).resolve(LATEST))));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /** On disk when this returns, even if the machine loses its power right after. */
  void publish(UUID tenant, SignedNote note) throws IOException {
    var place = Files.createDirectories(of(tenant));
    var bytes = note.encode();
    write(place.resolve(HISTORY), ByteBuffer.allocate(bytes.length + 1).put(bytes).put((byte) '\n').flip(),
        StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    var draft = place.resolve(LATEST + "." + ProcessHandle.current().pid() + ".new");
    write(draft, ByteBuffer.wrap(bytes), StandardOpenOption.CREATE, StandardOpenOption.WRITE,
        StandardOpenOption.TRUNCATE_EXISTING);
    Files.move(draft, place.resolve(LATEST), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    force(place);
  }

  private Path of(UUID tenant) {
    return folder.resolve(tenant.toString());
  }

  private static void write(Path file, ByteBuffer bytes, OpenOption... options) throws IOException {
    try (var channel = FileChannel.open(file, options)) {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }

  private static void force(Path directory) throws IOException {
    try (var channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
