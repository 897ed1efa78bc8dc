package io.aims.audit.pack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.TimeZone;

import org.junit.jupiter.api.Test;

import io.aims.audit.merkle.Hash;
import io.aims.audit.merkle.InclusionProof;
import io.aims.audit.merkle.Rfc6962;
import io.aims.audit.note.Checkpoint;
import io.aims.platform.note.SignedNote;
import io.aims.platform.note.SigningKey;

class PackWriterTest {
  private final TestLedger ledger = TestLedger.of(4);
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  @Test
  void theSameContentGivesTheSameBytesEverywhere() {
    // Given
    var first = ledger.casePack(1, 2);
    var zone = TimeZone.getDefault();
    TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Auckland"));

    // When
    byte[] second;
    try {
      second = ledger.casePack(1, 2);
    } finally {
      TimeZone.setDefault(zone);
    }

    // Then
    assertThat(second).isEqualTo(first);
  }

  /**
   * Packs are written anew whenever they are fetched, and their SHA-256 is on record: neither a release nor another Java
   * may change a byte, not even in the README. What has to change needs a new version of the format.
   */
  @Test
  void theBytesOfAnIssuedPackAreForEver() {
    // Given
    var known = new TestLedger(TestLedger.ACME, SigningKey.parsePem("""
        -----BEGIN PRIVATE KEY-----
        MC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC
        -----END PRIVATE KEY-----
        """));
    for (var i = 0; i < 5; i++) {
      known.append(TestLedger.event(TestLedger.ACME, i, 0, i + 1));
    }

    // When
    var hashes = List.of(Hash.sha256(known.casePack(1, 3)).hex(), Hash.sha256(known.wholePack()).hex());

    // Then
    assertThat(hashes).containsExactly("5a316976a3a2484f91eaadc29476e729fdc1fccdde4229ad5d94a515577cad2e",
        "de322ef39d3576b812f4fd2a7ee1d25e4079360c7c19911395937d5942a616c0");
  }

  @Test
  void filesInTheirOrder() {
    assertThat(Zips.read(ledger.casePack(0, 2))).extracting(Zips.File::name)
        .containsExactly("README.txt", "checkpoint",
            "manifest", "trace.json", "entries/0000000000.json", "proofs/0000000000.tlog-proof",
            "entries/0000000002.json",
            "proofs/0000000002.tlog-proof");
    assertThat(Zips.read(ledger.wholePack())).extracting(Zips.File::name)
        .containsExactly("README.txt", "checkpoint",
            "manifest", "entries/0000000000.json", "entries/0000000001.json", "entries/0000000002.json",
            "entries/0000000003.json");
  }

  @Test
  void theManifestAsDocumented() {
    // When
    var text = SignedNote.parse(Zips.content(ledger.casePack(0, 2), "manifest")).text();

    // Then
    assertThat(text).isEqualTo("""
        aims evidence pack v1
        pack 0198c0de-0000-7000-8000-0000000000aa
        organisation a1000000-0000-4000-8000-000000000001
        case 0198c0de-0000-7000-8000-00000000ca5e
        issued 2026-11-03T08:00:00Z
        origin aims/ledger/a1000000-0000-4000-8000-000000000001
        size 4
        root %s
        file README.txt %s
        file trace.json %s
        entries 2
        0 %s 0198c0de-0000-7000-8000-000000000000 aims.incident.incident.opened.v1
        2 %s 0198c0de-0000-7000-8000-000000000002 aims.audit.nonconformity.raised.v1
        """.formatted(ledger.checkpoint().root().base64(), Hash.sha256(Readme.bytes()),
        Hash.sha256("{\"nodes\":[]}".getBytes(
            UTF_8)),
        Rfc6962.leaf(ledger.leaves.get(0)), Rfc6962.leaf(ledger.leaves.get(2))));
    assertThat(Manifest.parse(text).text()).isEqualTo(text);
  }

  @Test
  void aProofStandsAlone() {
    // Given
    var pack = ledger.casePack(2);

    // When
    var proof = new String(Zips.content(pack, "proofs/0000000002.tlog-proof"), UTF_8);

    // Then
    var leaves = ledger.leaves.stream().map(Rfc6962::leaf).toList();
    assertThat(proof)
        .isEqualTo("c2sp.org/tlog-proof@v1\nindex 2\n" + leaves.get(3).base64() + "\n" + Rfc6962.node(leaves.get(
            0), leaves.get(1)).base64() + "\n\n" + new String(Zips.content(pack, "checkpoint"), UTF_8));
  }

  @Test
  void theEndTellsWhatWasWritten() throws IOException {
    // Given
    var pack = begin(whole(4));
    for (var leaf : ledger.leaves) {
      pack.entry(leaf);
    }

    // When
    var written = pack.finish();

    // Then
    assertThat(written).isEqualTo(new WrittenPack(TestLedger.PACK, 4, 4, out.size(), Hash.sha256(out.toByteArray())));
    assertThat(out.toByteArray()).isEqualTo(ledger.wholePack());
  }

  @Test
  void anUnfinishedPackIsCutOff() throws IOException {
    // Given
    var pack = begin(whole(4));
    pack.entry(ledger.leaves.getFirst());

    // When
    var verdict = new PackVerifier(List.of(ledger.vkey())).verify(new ByteArrayInputStream(out.toByteArray()));

    // Then
    assertThat(verdict).isInstanceOfSatisfying(Verdict.Rejected.class,
        rejected -> assertThat(rejected.reason()).isEqualTo(
            Verdict.Reason.CUT_OFF));
  }

  @Test
  void bytesThatWereNotRecordedAreNotWritten() throws IOException {
    // Given
    var pack = begin(whole(4));

    // Then
    refused("are not those that the ledger recorded", () -> pack.entry(ledger.leaves.get(1)));
    refused("only 0 of 4 entries", pack::finish);
  }

  @Test
  void neitherMoreNorLessThanListed() throws IOException {
    // Given
    var pack = begin(whole(4));
    for (var leaf : ledger.leaves) {
      pack.entry(leaf);
    }

    // Then
    refused("more entries than", () -> pack.entry(ledger.leaves.getFirst()));
  }

  @Test
  void aCaseNeedsProofsAndAWholeLedgerNone() throws IOException {
    // Given
    var aCase = begin(new Manifest.Draft(header(ledger.checkpoint(), false)).add(ledger.lines.get(1)));
    var whole = begin(whole(4));
    var proof = new InclusionProof(1, 4, List.of());

    // Then
    refused("needs its proof", () -> aCase.entry(ledger.leaves.get(1)));
    refused("does not lead to the root", () -> aCase.entry(ledger.leaves.get(1), proof));
    refused("proves itself", () -> whole.entry(ledger.leaves.getFirst(), proof));
  }

  @Test
  void aLedgerThatDoesNotGiveItsRootIsNotIssued() throws IOException {
    // Given
    var wrong = new Checkpoint(ledger.vkey().name(), 4, Hash.sha256(new byte[]{1}));
    var draft = new Manifest.Draft(header(wrong, true));
    ledger.lines.forEach(draft::add);
    var pack = PackWriter.begin(out, draft, wrong.sign(ledger.signer), ledger.signer, null);
    for (var leaf : ledger.leaves) {
      pack.entry(leaf);
    }

    // Then
    refused("do not give the root", pack::finish);
  }

  @Test
  void partsThatDoNotFitAreRefusedBeforeAnythingIsWritten() {
    // Given
    var older = ledger.checkpoint(3).sign(ledger.signer);
    var foreign = SigningKey.generate().signer("aims/ledger/other");

    // Then
    assertThatThrownBy(() -> PackWriter.begin(out, whole(4), older, ledger.signer, null)).isInstanceOf(
        IllegalArgumentException.class);
    assertThatThrownBy(() -> PackWriter.begin(out, whole(4), ledger.checkpoint().sign(ledger.signer), foreign, null))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> begin(whole(3))).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> begin(new Manifest.Draft(header(ledger.checkpoint(), false)).add(ledger.lines.get(2))
        .add(
            ledger.lines.get(1))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(out.size()).isZero();
  }

  private Manifest.Draft whole(int entries) {
    var draft = new Manifest.Draft(header(ledger.checkpoint(), true));
    ledger.lines.subList(0, entries).forEach(draft::add);
    return draft;
  }

  private PackHeader header(Checkpoint checkpoint, boolean whole) {
    return new PackHeader(TestLedger.PACK, TestLedger.ACME, whole ? null : TestLedger.CASE,
        TestLedger.START.plusSeconds(
            86_400),
        checkpoint);
  }

  private PackWriter begin(Manifest.Draft draft) throws IOException {
    return PackWriter.begin(out, draft, ledger.checkpoint().sign(ledger.signer), ledger.signer, null);
  }

  private interface Attempt {
    void run() throws IOException;
  }

  private static void refused(String why, Attempt attempt) {
    assertThatThrownBy(attempt::run).isInstanceOf(IllegalStateException.class).hasMessageContaining(why);
  }
}
