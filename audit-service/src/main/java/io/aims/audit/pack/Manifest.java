package io.aims.audit.pack;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import io.aims.audit.merkle.Hash;
import io.aims.audit.note.Checkpoint;

/**
 * The signed table of contents of a pack: its claims, then one line per entry in ledger order. Because the list is
 * signed as a whole, an entry that was altered, left out, moved or added shows against it. Lines stay text until they
 * are asked for: a list of 100,000 fits in some 15 MB.
 */
public final class Manifest {
  /** First line. It contains spaces, which no log's name may, so that a manifest never passes for a checkpoint. */
  static final String TITLE = "aims evidence pack v1";

  private final PackHeader header;
  private final Map<String, Hash> files;
  private final byte[] lines;
  private final int[] starts;

  private Manifest(PackHeader header, Map<String, Hash> files, byte[] lines, int entries) {
    this.header = header;
    this.files = Map.copyOf(files);
    this.lines = lines;
    this.starts = starts(lines, entries);
  }

  private static int[] starts(byte[] lines, int entries) {
    var starts = new int[entries + 1];
    var line = 0;
    for (var i = 0; i < lines.length; i++) {
      if (lines[i] == '\n') {
        if (line == entries) {
          throw new IllegalArgumentException("lists more than the " + entries + " entries it announces");
        }
        starts[++line] = i + 1;
      }
    }
    if (line != entries || starts[entries] != lines.length) {
      throw new IllegalArgumentException("lists " + line + " entries and announces " + entries);
    }
    return starts;
  }

  public PackHeader header() {
    return header;
  }

  public int entries() {
    return starts.length - 1;
  }

  EntryLine line(int position) {
    return EntryLine.parse(new String(lines, starts[position], starts[position + 1] - starts[position] - 1, US_ASCII));
  }

  Optional<Hash> file(String name) {
    return Optional.ofNullable(files.get(name));
  }

  /** Where the entry with this place in the ledger is listed. */
  Optional<Integer> position(long index) {
    var low = 0;
    var high = entries() - 1;
    while (low <= high) {
      var middle = (low + high) >>> 1;
      var found = line(middle).index();
      if (found == index) {
        return Optional.of(middle);
      }
      if (found < index) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return Optional.empty();
  }

  Optional<EntryLine> withLeaf(Hash leaf) {
    for (var i = 0; i < entries(); i++) {
      if (line(i).leaf().equals(leaf)) {
        return Optional.of(line(i));
      }
    }
    return Optional.empty();
  }

  String text() {
    return claims() + new String(lines, US_ASCII);
  }

  /** Everything above the list. */
  private String claims() {
    var tree = header.checkpoint();
    var text = new StringBuilder(TITLE).append('\n');
    text.append("pack ").append(header.packId()).append('\n');
    text.append("organisation ").append(header.organisation()).append('\n');
    text.append("case ").append(header.wholeLedger() ? "all" : header.caseId()).append('\n');
    text.append("issued ").append(header.issuedAt()).append('\n');
    text.append("origin ").append(tree.origin()).append('\n');
    text.append("size ").append(tree.size()).append('\n');
    text.append("root ").append(tree.root().base64()).append('\n');
    files.entrySet()
        .stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            file -> text.append("file ").append(file.getKey()).append(' ').append(file.getValue().hex()).append('\n'));
    text.append("entries ").append(entries()).append('\n');
    return text.toString();
  }

  /**
   * Reads a text whose signature has been verified.
   *
   * @throws IllegalArgumentException saying what is wrong with it
   */
  static Manifest parse(String text) {
    var in = new ManifestFields(text);
    in.expect(TITLE);
    var packId = in.uuid("pack");
    var organisation = in.uuid("organisation");
    var caseId = in.field("case");
    var issuedAt = in.instant("issued");
    var origin = in.field("origin");
    var size = in.number("size", Long.MAX_VALUE);
    var root = Hash.parseBase64(in.field("root"));
    var header = new PackHeader(packId, organisation, caseId.equals("all") ? null : ManifestFields.uuid(caseId, "case"),
        issuedAt,
        new Checkpoint(origin, size, root));
    var files = in.files();
    var entries = (int) in.number("entries", Limits.ENTRIES);
    var manifest = new Manifest(header, files, in.rest().getBytes(US_ASCII), entries);
    manifest.refuseDisorder();
    if (in.length() != manifest.claims().length() || !text.startsWith(manifest.claims())) {
      throw new IllegalArgumentException("not in its one canonical form");
    }
    return manifest;
  }

  private void refuseDisorder() {
    var previous = -1L;
    for (var i = 0; i < entries(); i++) {
      var index = line(i).index();
      if (index <= previous || index >= header.checkpoint().size()) {
        throw new IllegalArgumentException("entry " + index + " after entry " + previous + " in a ledger of size "
            + header.checkpoint().size());
      }
      previous = index;
    }
    if (header.wholeLedger() && entries() != header.checkpoint().size()) {
      throw new IllegalArgumentException("a whole ledger of size " + header.checkpoint().size() + " with " + entries()
          + " entries");
    }
  }

  /** Collects the entries of a manifest, in ledger order, before anything of the pack is written. */
  public static final class Draft {
    /** How many entries a pack may have; a whole ledger of more cannot be issued as one pack. */
    public static final int MOST_ENTRIES = Limits.ENTRIES;

    private final PackHeader header;
    private final Map<String, Hash> files = new LinkedHashMap<>();
    private ByteArrayOutputStream lines = new ByteArrayOutputStream();
    private int entries;

    public Draft(PackHeader header) {
      this.header = header;
    }

    /** @throws IllegalStateException when the pack would exceed what the format allows */
    public Draft add(EntryLine line) {
      if (++entries > Limits.ENTRIES) {
        throw new IllegalStateException("a pack holds at most " + Limits.ENTRIES + " entries");
      }
      lines.writeBytes(line.text().getBytes(US_ASCII));
      return this;
    }

    int entries() {
      return entries;
    }

    /** Uses the draft up, so that the list is not kept twice. */
    Manifest complete(Map<String, byte[]> contents) {
      contents.forEach((name, bytes) -> files.put(name, Hash.sha256(bytes)));
      var list = lines.toByteArray();
      lines = new ByteArrayOutputStream();
      var manifest = new Manifest(header, files, list, entries);
      manifest.refuseDisorder();
      return manifest;
    }
  }
}
