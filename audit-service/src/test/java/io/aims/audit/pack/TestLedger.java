package io.aims.audit.pack;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import io.aims.audit.merkle.Frontier;
import io.aims.audit.merkle.Hash;
import io.aims.audit.merkle.NodeId;
import io.aims.audit.merkle.NodeSource;
import io.aims.audit.merkle.Proofs;
import io.aims.audit.merkle.Rfc6962;
import io.aims.audit.note.Checkpoint;
import io.aims.platform.note.NoteSigner;
import io.aims.platform.note.SignedNote;
import io.aims.platform.note.SigningKey;
import io.aims.platform.note.VerifierKey;

/** A ledger in memory that does what the real one does on top of its database: append, sign, issue packs. */
final class TestLedger {
  static final UUID ACME = UUID.fromString("a1000000-0000-4000-8000-000000000001");
  static final UUID GLOBEX = UUID.fromString("b2000000-0000-4000-8000-000000000001");
  static final UUID CASE = UUID.fromString("0198c0de-0000-7000-8000-00000000ca5e");
  static final UUID PACK = UUID.fromString("0198c0de-0000-7000-8000-0000000000aa");
  static final Instant START = Instant.parse("2026-11-02T08:00:00Z");
  private static final List<String> TYPES = List.of("aims.incident.incident.opened.v1", "aims.risk.risk.flagged.v1",
      "aims.audit.nonconformity.raised.v1", "aims.risk.statement-of-applicability.lines-downgraded.v1");

  final UUID organisation;
  final NoteSigner signer;
  final List<byte[]> leaves = new ArrayList<>();
  final List<EntryLine> lines = new ArrayList<>();
  private final Map<NodeId, Hash> nodes = new HashMap<>();
  private Frontier frontier = Frontier.EMPTY;

  TestLedger(UUID organisation, SigningKey key) {
    this.organisation = organisation;
    this.signer = key.signer(Checkpoint.origin(organisation));
  }

  /** A ledger of acme in which each of four aggregates changes in turn. */
  static TestLedger of(int size) {
    var ledger = new TestLedger(ACME, SigningKey.generate());
    for (var i = 0; i < size; i++) {
      ledger.append(event(ACME, i, i % 4, 1 + i / 4));
    }
    return ledger;
  }

  static String eventId(int number) {
    return "0198c0de-0000-7000-8000-%012d".formatted(number);
  }

  static byte[] event(UUID organisation, int number, int aggregate, int version) {
    return """
        {"aggregatetype":"type-%d","aggregateversion":%d,"correlationid":"%s","data":{"reference":"NC-%04d"},"id":"%s",\
        "subject":"0198c0de-0000-7000-8000-%012d","tenantid":"%s","time":"%s","type":"%s"}"""
        .formatted(aggregate, version, CASE, number, eventId(number), aggregate, organisation,
            START.plusSeconds(number),
            type(number))
        .getBytes(UTF_8);
  }

  static String type(int number) {
    return TYPES.get(number % TYPES.size());
  }

  void append(byte[] event) {
    var index = leaves.size();
    append(event, new EntryLine(index, Rfc6962.leaf(event), eventId(index), type(index)));
  }

  void append(byte[] event, EntryLine line) {
    leaves.add(event);
    lines.add(line);
    var growth = frontier.append(List.of(line.leaf()));
    growth.nodes().forEach(node -> nodes.put(node.id(), node.hash()));
    frontier = growth.frontier();
  }

  VerifierKey vkey() {
    return signer.verifier();
  }

  Checkpoint checkpoint() {
    return checkpoint(leaves.size());
  }

  Checkpoint checkpoint(int size) {
    return new Checkpoint(Checkpoint.origin(organisation), size, Proofs.root(size, NodeSource.of(nodes)));
  }

  byte[] wholePack() {
    return pack(null, IntStream.range(0, leaves.size()).toArray(), null);
  }

  byte[] casePack(int... indexes) {
    return pack(CASE, indexes, "{\"nodes\":[]}".getBytes(UTF_8));
  }

  /** Every third entry. */
  int[] third() {
    return IntStream.range(0, leaves.size()).filter(i -> i % 3 == 1).toArray();
  }

  private byte[] pack(@Nullable UUID caseId, int[] indexes, byte @Nullable [] trace) {
    var draft = new Manifest.Draft(new PackHeader(PACK, organisation, caseId, START.plusSeconds(86_400), checkpoint()));
    for (var index : indexes) {
      draft.add(lines.get(index));
    }
    var out = new ByteArrayOutputStream();
    try {
      var pack = PackWriter.begin(out, draft, checkpoint().sign(signer), signer, trace);
      for (var index : indexes) {
        if (caseId == null) {
          pack.entry(leaves.get(index));
        } else {
          pack.entry(leaves.get(index), Proofs.inclusion(index, leaves.size(), NodeSource.of(nodes)));
        }
      }
      pack.finish();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** A genuine checkpoint and a manifest that the ledger signed although it says something else. */
  SignedNote sign(String text) {
    return SignedNote.sign(text, signer);
  }
}
