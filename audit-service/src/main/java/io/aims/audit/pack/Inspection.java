package io.aims.audit.pack;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.aims.audit.merkle.Frontier;
import io.aims.audit.merkle.Hash;
import io.aims.audit.merkle.Rfc6962;
import io.aims.audit.note.Checkpoint;
import io.aims.audit.pack.PackSummary.Comparison;
import io.aims.audit.pack.Verdict.Reason;
import io.aims.platform.note.InvalidNote;
import io.aims.platform.note.SignedNote;
import io.aims.platform.note.VerifierKey;

/**
 * One pass over one pack: keys vouch for the checkpoint and the manifest, the manifest for each file, the checkpoint
 * for each entry. Stops at the first thing that is wrong. Holds the manifest and one file at a time.
 */
final class Inspection {
  private final PackContents contents;
  private final List<VerifierKey> keys;
  private final @Nullable Checkpoint known;
  private Frontier tree = Frontier.EMPTY;
  /** What the growing tree must pass through, once it is known to be comparable. */
  private @Nullable Checkpoint earlier;
  private @Nullable Instant first;
  private @Nullable Instant last;

  Inspection(InputStream in, List<VerifierKey> keys, @Nullable Checkpoint known) {
    this.contents = new PackContents(in);
    this.keys = keys;
    this.known = known;
  }

  PackSummary run() throws IOException, Rejection {
    var readme = contents.file(PackFiles.README, Limits.README_BYTES);
    var checkpoint = contents.file(PackFiles.CHECKPOINT, Limits.CHECKPOINT_BYTES);
    var head = open(checkpoint);
    var manifest = manifest(contents.file(PackFiles.MANIFEST, Limits.MANIFEST_BYTES), head);
    contents.listedIn(manifest);
    matchFile(manifest, PackFiles.README, readme);
    if (manifest.file(PackFiles.TRACE).isPresent()) {
      matchFile(manifest, PackFiles.TRACE, contents.file(PackFiles.TRACE, Limits.TRACE_BYTES));
    }
    var comparison = compare(head, manifest.header());
    var versions = new Versions(manifest.header().wholeLedger());
    for (var i = 0; i < manifest.entries(); i++) {
      var line = manifest.line(i);
      entry(manifest, line, checkpoint, versions);
      contents.intact(i + 1);
    }
    if (manifest.header().wholeLedger() && !tree.root().equals(head.root())) {
      throw new Rejection(Reason.ROOT, null, "the entries of the whole ledger do not give the root of the checkpoint");
    }
    contents.end();
    return new PackSummary(manifest.header(), manifest.entries(), signers(checkpoint, head), first, last,
        versions.aggregates(), versions.complete(), versions.partial(20), comparison);
  }

  private Checkpoint open(byte[] checkpoint) throws Rejection {
    try {
      return Checkpoint.open(SignedNote.parse(checkpoint), keys);
    } catch (InvalidNote e) {
      throw refused(e, Reason.CONTENT, "the checkpoint");
    }
  }

  private List<VerifierKey> signers(byte[] checkpoint, Checkpoint head) {
    return SignedNote.parse(checkpoint).verify(keys).stream().filter(key -> key.name().equals(head.origin())).toList();
  }

  private Manifest manifest(byte[] bytes, Checkpoint head) throws Rejection {
    Manifest manifest;
    try {
      var note = SignedNote.parse(bytes);
      note.verify(keys.stream().filter(key -> key.name().equals(head.origin())).toList());
      manifest = Manifest.parse(note.text());
    } catch (InvalidNote e) {
      throw refused(e, Reason.MANIFEST, "the manifest");
    } catch (IllegalArgumentException e) {
      throw new Rejection(Reason.MANIFEST, null, "the manifest is not one that this program knows: " + e.getMessage());
    }
    var claimed = manifest.header().checkpoint();
    if (!claimed.origin().equals(head.origin()) || claimed.size() != head.size()
        || !claimed.root().equals(head.root())) {
      throw new Rejection(Reason.MISMATCH, null,
          "the manifest belongs to the state of " + claimed.origin() + " at size "
              + claimed.size() + ", the checkpoint to " + head.origin() + " at size " + head.size()
              + ": they are from different packs");
    }
    return manifest;
  }

  private static Rejection refused(InvalidNote e, Reason otherwise, String what) {
    return switch (e.reason()) {
      case UNKNOWN_KEY -> new Rejection(Reason.UNKNOWN_KEY, null, what + " is " + e.getMessage());
      case WRONG_SIGNATURE -> new Rejection(otherwise, null, what + " was altered: " + e.getMessage());
      default -> new Rejection(otherwise, null, what + " is not a signed note: " + e.getMessage());
    };
  }

  private static void matchFile(Manifest manifest, String name, byte[] content) throws Rejection {
    if (!Hash.sha256(content).equals(manifest.file(name).orElseThrow())) {
      throw new Rejection(Reason.ALTERED, null,
          "the file " + name + " was altered: it is not the one that was signed for");
    }
  }

  private void entry(Manifest manifest, EntryLine line, byte[] checkpoint, Versions versions)
      throws IOException, Rejection {
    var bytes = contents.file(line.entryName(), Limits.ENTRY_BYTES);
    matchLeaf(manifest, line, Rfc6962.leaf(bytes));
    if (manifest.header().wholeLedger()) {
      tree = tree.append(line.leaf());
      compareHistory(line);
    } else {
      matchProof(manifest.header().checkpoint(), line, checkpoint);
    }
    var problem = problem(manifest.header(), line, bytes, versions);
    if (problem != null) {
      throw problem;
    }
  }

  private static void matchLeaf(Manifest manifest, EntryLine line, Hash leaf) throws Rejection {
    if (leaf.equals(line.leaf())) {
      return;
    }
    var other = manifest.withLeaf(leaf);
    throw other.isPresent()
        ? new Rejection(Reason.EXCHANGED, line, line + " was replaced: it holds the bytes of " + other.get())
        : new Rejection(Reason.ALTERED, line,
            line + " was altered: the leaf hash of its bytes is " + leaf + ", recorded was "
                + line.leaf());
  }

  private void matchProof(Checkpoint head, EntryLine line, byte[] checkpoint) throws IOException, Rejection {
    var bytes = contents.file(line.proofName(), Limits.PROOF_BYTES);
    try {
      if (!TlogProof.parse(bytes, line.index(), head.size(), checkpoint).verifies(line.leaf(), head.root())) {
        throw new Rejection(Reason.PROOF, line,
            "the proof of " + line + " does not lead to the root of the checkpoint");
      }
    } catch (IllegalArgumentException e) {
      throw new Rejection(Reason.PROOF, line, "the proof of " + line + " is not one: it " + e.getMessage());
    }
  }

  private @Nullable Rejection problem(PackHeader header, EntryLine line, byte[] bytes, Versions versions) {
    EventFacts event;
    try {
      event = EventFacts.parse(bytes);
    } catch (IllegalArgumentException e) {
      return new Rejection(Reason.CONTENT, line, line + " is not an event: " + e.getMessage());
    }
    if (!event.id().equals(line.eventId()) || !event.type().equals(line.type())) {
      return new Rejection(Reason.CONTENT, line, line + " holds another event: " + event.id() + ", " + event.type());
    }
    if (!event.tenant().equals(header.organisation().toString())) {
      return new Rejection(Reason.CONTENT, line, line + " belongs to another organisation: " + event.tenant());
    }
    first = first == null || event.time().isBefore(first) ? event.time() : first;
    last = last == null || event.time().isAfter(last) ? event.time() : last;
    return versions.add(event).map(why -> new Rejection(Reason.VERSIONS, line, line + ": " + why)).orElse(null);
  }

  private Comparison compare(Checkpoint head, PackHeader header) throws Rejection {
    if (known == null) {
      return Comparison.NOT_ASKED;
    }
    if (!known.origin().equals(head.origin())) {
      return Comparison.NOT_COMPARABLE;
    }
    if (known.size() == head.size()) {
      if (!known.root().equals(head.root())) {
        throw rewritten(known, null);
      }
      return Comparison.AGREES;
    }
    if (known.size() < head.size() && header.wholeLedger()) {
      earlier = known;
      return Comparison.AGREES;
    }
    return Comparison.NOT_COMPARABLE;
  }

  private void compareHistory(EntryLine line) throws Rejection {
    if (earlier != null && earlier.size() == tree.size() && !earlier.root().equals(tree.root())) {
      throw rewritten(earlier, line);
    }
  }

  private static Rejection rewritten(Checkpoint known, @Nullable EntryLine line) {
    return new Rejection(Reason.HISTORY, line, "the ledger was rewritten: its first " + known.size()
        + " entries are not those of the checkpoint that was kept outside");
  }
}
