package io.aims.audit.pack;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;

import io.aims.audit.merkle.Frontier;
import io.aims.audit.merkle.Hash;
import io.aims.audit.merkle.NodeId;
import io.aims.audit.merkle.NodeSource;
import io.aims.audit.merkle.Proofs;
import io.aims.audit.merkle.Rfc6962;
import io.aims.audit.note.Checkpoint;
import io.aims.platform.note.NoteSigner;
import io.aims.platform.note.SigningKey;

/** Writes a pack whose entries exist only while they are written, and verifies it; run with little memory. */
final class LargePack {
  private final NoteSigner signer = SigningKey.generate().signer(Checkpoint.origin(TestLedger.ACME));
  private final HashMap<NodeId, Hash> nodes = new HashMap<>();
  private final boolean whole;
  private final int entries;
  private final String filling;

  private LargePack(boolean whole, int entries, int size) {
    this.whole = whole;
    this.entries = entries;
    this.filling = "x".repeat(size);
  }

  public static void main(String[] args) throws IOException {
    var file = Path.of(args[0]);
    var pack = new LargePack(args[1].equals("all"), Integer.parseInt(args[2]), Integer.parseInt(args[3]));
    var start = System.nanoTime();
    pack.write(file);
    pack.nodes.clear();
    System.out.println("written after " + (System.nanoTime() - start) / 1_000_000 + " ms");
    try (var in = Files.newInputStream(file)) {
      switch (new PackVerifier(List.of(pack.signer.verifier())).verify(in)) {
        case Verdict.Verified(var summary) -> System.out.println("verified " + summary.entries() + " entries");
        case Verdict.Rejected rejected -> System.out.println(rejected);
      }
    }
  }

  private byte[] event(int i) {
    var event = new String(TestLedger.event(TestLedger.ACME, i, i % 100, 1 + i / 100), UTF_8);
    return event.replace("\"NC-", "\"" + filling).getBytes(UTF_8);
  }

  private void write(Path file) throws IOException {
    var tree = Frontier.EMPTY;
    for (var i = 0; i < entries; i++) {
      var growth = tree.append(List.of(Rfc6962.leaf(event(i))));
      if (!whole) {
        growth.nodes().forEach(node -> nodes.put(node.id(), node.hash()));
      }
      tree = growth.frontier();
    }
    var checkpoint = new Checkpoint(signer.name(), entries, tree.root());
    var draft = new Manifest.Draft(new PackHeader(TestLedger.PACK, TestLedger.ACME, whole ? null : TestLedger.CASE,
        TestLedger.START, checkpoint));
    for (var i = 0; i < entries; i++) {
      draft.add(new EntryLine(i, Rfc6962.leaf(event(i)), TestLedger.eventId(i), TestLedger.type(i)));
    }
    try (var out = Files.newOutputStream(file)) {
      var pack = PackWriter.begin(out, draft, checkpoint.sign(signer), signer, null);
      for (var i = 0; i < entries; i++) {
        if (whole) {
          pack.entry(event(i));
        } else {
          pack.entry(event(i), Proofs.inclusion(i, entries, NodeSource.of(nodes)));
        }
      }
      pack.finish();
    }
  }
}
