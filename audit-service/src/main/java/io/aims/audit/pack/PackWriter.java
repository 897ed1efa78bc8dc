package io.aims.audit.pack;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.jspecify.annotations.Nullable;

import io.aims.audit.merkle.Frontier;
import io.aims.audit.merkle.Hash;
import io.aims.audit.merkle.InclusionProof;
import io.aims.audit.merkle.Rfc6962;
import io.aims.platform.note.NoteSigner;
import io.aims.platform.note.SignedNote;

/**
 * Writes a pack as a stream, entry by entry, and refuses to write what would not verify. The same content gives the
 * same bytes everywhere: fixed order, fixed times, nothing compressed. Blocking; the stream stays open for its owner
 * to close.
 *
 * <p>A pack without {@link #finish} has no end, so that a verifier sees it as cut off.
 */
public final class PackWriter {
  /** A moment that zip can express; at the first one of all the JDK adds a field that depends on the time zone. */
  private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

  private final Manifest manifest;
  private final byte[] checkpoint;
  private final Digesting sink;
  private final ZipOutputStream zip;
  private Frontier tree = Frontier.EMPTY;
  private int written;

  private PackWriter(Manifest manifest, byte[] checkpoint, OutputStream out) {
    this.manifest = manifest;
    this.checkpoint = checkpoint;
    this.sink = new Digesting(out);
    this.zip = new ZipOutputStream(new BufferedOutputStream(sink, 1 << 16));
  }

  /**
   * Writes everything that comes before the entries.
   *
   * @param draft the entries that will follow, complete and in ledger order
   * @param checkpoint the signed note of the draft's checkpoint, with or without cosignatures
   * @param signer the key of the ledger, which signs the manifest
   * @param trace a summary for readers, JSON, at most 16 MiB; null for none
   */
  public static PackWriter begin(OutputStream out, Manifest.Draft draft, SignedNote checkpoint, NoteSigner signer,
      byte @Nullable [] trace) throws IOException {
    var files = new LinkedHashMap<String, byte[]>();
    files.put(PackFiles.README, Readme.bytes());
    if (trace != null) {
      if (trace.length > Limits.TRACE_BYTES) {
        throw new IllegalStateException("a trace has at most " + Limits.TRACE_BYTES + " bytes");
      }
      files.put(PackFiles.TRACE, trace);
    }
    var manifest = draft.complete(files);
    var tree = manifest.header().checkpoint();
    if (!checkpoint.text().equals(tree.text()) || !signer.name().equals(tree.origin())) {
      throw new IllegalArgumentException("manifest, checkpoint and signing key are not of the same ledger state");
    }
    var writer = new PackWriter(manifest, checkpoint.encode(), out);
    if (writer.checkpoint.length > Limits.CHECKPOINT_BYTES) {
      throw new IllegalStateException("a checkpoint has at most " + Limits.CHECKPOINT_BYTES + " bytes");
    }
    writer.put(PackFiles.README, Readme.bytes());
    writer.put(PackFiles.CHECKPOINT, writer.checkpoint);
    writer.put(PackFiles.MANIFEST, SignedNote.sign(manifest.text(), signer).encode());
    if (trace != null) {
      writer.put(PackFiles.TRACE, trace);
    }
    return writer;
  }

  /** The next entry of a whole ledger. */
  public void entry(byte[] leaf) throws IOException {
    if (!manifest.header().wholeLedger()) {
      throw new IllegalStateException("an entry of a case needs its proof");
    }
    tree = tree.append(lineOfNext(leaf).leaf());
    put(manifest.line(written++).entryName(), leaf);
  }

  /** The next entry of a case, with its proof under the checkpoint. */
  public void entry(byte[] leaf, InclusionProof proof) throws IOException {
    if (manifest.header().wholeLedger()) {
      throw new IllegalStateException("a whole ledger proves itself");
    }
    var line = lineOfNext(leaf);
    var head = manifest.header().checkpoint();
    if (proof.index() != line.index() || proof.size() != head.size() || !proof.verifies(line.leaf(), head.root())) {
      throw new IllegalStateException("the proof of " + line + " does not lead to the root of the checkpoint");
    }
    written++;
    put(line.entryName(), leaf);
    put(line.proofName(), TlogProof.encode(proof, checkpoint));
  }

  private EntryLine lineOfNext(byte[] leaf) {
    if (written == manifest.entries()) {
      throw new IllegalStateException("more entries than the manifest lists");
    }
    var line = manifest.line(written);
    if (leaf.length > Limits.ENTRY_BYTES) {
      throw new IllegalStateException(line + " has more than " + Limits.ENTRY_BYTES + " bytes");
    }
    if (!Rfc6962.leaf(leaf).equals(line.leaf())) {
      throw new IllegalStateException("the bytes of " + line + " are not those that the ledger recorded");
    }
    return line;
  }

  /** Closes the archive. Without this call the pack stays visibly incomplete. */
  public WrittenPack finish() throws IOException {
    var head = manifest.header().checkpoint();
    if (written != manifest.entries()) {
      throw new IllegalStateException("only " + written + " of " + manifest.entries() + " entries were written");
    }
    if (manifest.header().wholeLedger() && !tree.root().equals(head.root())) {
      throw new IllegalStateException("the entries do not give the root of the checkpoint");
    }
    zip.finish();
    zip.flush();
    return new WrittenPack(manifest.header().packId(), written, head.size(), sink.count,
        Hash.of(sink.digest.digest()));
  }

  private void put(String name, byte[] content) throws IOException {
    if (sink.count + content.length > Limits.PACK_BYTES) {
      throw new IllegalStateException("a pack has at most " + Limits.PACK_BYTES + " bytes");
    }
    var crc = new CRC32();
    crc.update(content);
    var entry = new ZipEntry(name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(content.length);
    entry.setCrc(crc.getValue());
    entry.setTimeLocal(NO_TIME);
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }

  /** Counts and hashes what passes, so that the issue of a pack can be recorded without reading it again. */
  private static final class Digesting extends FilterOutputStream {
    private final MessageDigest digest = Hash.newDigest();
    private long count;

    Digesting(OutputStream out) {
      super(out);
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[]{(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
      digest.update(bytes, offset, length);
      count += length;
    }
  }
}
