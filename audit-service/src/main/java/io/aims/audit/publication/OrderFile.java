package io.aims.audit.publication;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import io.aims.audit.merkle.Frontier;
import io.aims.audit.merkle.Hash;
import io.aims.audit.note.Checkpoint;

/**
 * The leaf hashes of each organisation's ledger in their order, kept outside of the database beside the checkpoints: 32
 * bytes for an entry, at its place. From it alone follows where an entry belongs that a restored backup has lost.
 */
final class OrderFile {
  private static final int LEAF = Hash.LENGTH;
  private final Path folder;

  OrderFile(Path ledger) {
    this.folder = ledger.resolve("checkpoints");
  }

  /** How many leaves are kept. */
  long size(UUID tenant) throws IOException {
    var file = of(tenant);
    return Files.exists(file) ? Files.size(file) / LEAF : 0;
  }

  /** Changes when the file does. */
  String state(UUID tenant) throws IOException {
    var file = of(tenant);
    return Files.exists(file) ? Files.size(file) + " " + Files.getLastModifiedTime(file) : "";
  }

  /** Puts the leaves at {@code first} and behind it; on disk when this returns. */
  void write(UUID tenant, long first, List<Hash> leaves) throws IOException {
    var bytes = ByteBuffer.allocate(leaves.size() * LEAF);
    leaves.forEach(leaf -> bytes.put(leaf.bytes()));
    bytes.flip();
    Files.createDirectories(of(tenant).getParent());
    try (var channel = FileChannel.open(of(tenant), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      var position = first * LEAF;
      while (bytes.hasRemaining()) {
        position += channel.write(bytes, position);
      }
      channel.force(true);
    }
  }

  /** {@code count} leaves from {@code first} on. */
  List<Hash> read(UUID tenant, long first, int count) throws IOException {
    var bytes = ByteBuffer.allocate(count * LEAF);
    try (var channel = FileChannel.open(of(tenant), StandardOpenOption.READ)) {
      var position = first * LEAF;
      while (bytes.hasRemaining()) {
        var read = channel.read(bytes, position);
        if (read < 0) {
          throw new EOFException("the order of the ledger ends at " + position);
        }
        position += read;
      }
    }
    var leaves = new ArrayList<Hash>(count);
    for (var at = 0; at < count; at++) {
      var leaf = new byte[LEAF];
      bytes.get(at * LEAF, leaf);
      leaves.add(Hash.of(leaf));
    }
    return leaves;
  }

  /** The tree over the first {@code size} leaves, read in batches. */
  Frontier tree(UUID tenant, long size, int batch) throws IOException {
    var frontier = Frontier.EMPTY;
    while (frontier.size() < size) {
      frontier = frontier.append(read(tenant, frontier.size(), (int) Math.min(batch, size - frontier.size())))
          .frontier();
    }
    return frontier;
  }

  boolean isThatOf(UUID tenant, Checkpoint checkpoint, int batch) throws IOException {
    return size(tenant) >= checkpoint.size()
        && tree(tenant, checkpoint.size(), batch).root().equals(checkpoint.root());
  }

  private Path of(UUID tenant) {
    return folder.resolve(tenant.toString()).resolve("order");
  }
}
