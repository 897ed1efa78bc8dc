package io.aims.audit.pack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.aims.audit.merkle.Hash;
import io.aims.audit.merkle.Rfc6962;
import io.aims.audit.note.Checkpoint;
import io.aims.audit.pack.PackSummary.Comparison;
import io.aims.audit.pack.Verdict.Reason;
import io.aims.platform.note.SignedNote;
import io.aims.platform.note.SigningKey;

/** What a pack says when every byte is genuine: to someone who believes it, and to someone who caught the issuer. */
class PackContentTest {
  @Test
  void aCaseIsSummedUp() throws IOException {
    // Given
    var ledger = TestLedger.of(120);

    // When
    var summary = verified(verify(ledger, ledger.casePack(1, 4, 5, 9, 118)));

    // Then
    assertThat(summary.header()).isEqualTo(new PackHeader(TestLedger.PACK, TestLedger.ACME, TestLedger.CASE,
        TestLedger.START.plusSeconds(86_400), ledger.checkpoint()));
    assertThat(summary.entries()).isEqualTo(5);
    assertThat(summary.signers()).containsExactly(ledger.vkey());
    assertThat(summary.firstTime()).isEqualTo(TestLedger.START.plusSeconds(1));
    assertThat(summary.lastTime()).isEqualTo(TestLedger.START.plusSeconds(118));
    assertThat(summary.aggregates()).isEqualTo(3);
    assertThat(summary.completeAggregates()).isEqualTo(1);
    assertThat(summary.partialAggregates()).containsExactly(
        "type-0 0198c0de-0000-7000-8000-000000000000: 1 of the versions 1 to 2",
        "type-2 0198c0de-0000-7000-8000-000000000002: 1 of the versions 1 to 30");
    assertThat(summary.comparison()).isEqualTo(Comparison.NOT_ASKED);
  }

  @Test
  void aWholeLedgerIsSummedUp() throws IOException {
    // Given
    var ledger = TestLedger.of(41);

    // When
    var summary = verified(verify(ledger, ledger.wholePack()));

    // Then
    assertThat(summary.header().wholeLedger()).isTrue();
    assertThat(summary.entries()).isEqualTo(41);
    assertThat(summary.completeAggregates()).isEqualTo(4).isEqualTo(summary.aggregates());
    assertThat(summary.partialAggregates()).isEmpty();
  }

  @Test
  void aCaseWithoutEntriesAndAnEmptyLedger() throws IOException {
    // Given
    var empty = TestLedger.of(0);
    var some = TestLedger.of(5);

    // Then
    assertThat(verified(verify(empty, empty.wholePack())).firstTime()).isNull();
    assertThat(verified(verify(some, some.casePack())).entries()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"not json", "[]", "{}", "{\"id\":\"x\"}{}", "", "{\"id\":\"a\",\"id\":\"b\"}"})
  void anEntryThatIsNoEvent(String recorded) throws IOException {
    // Given
    var ledger = TestLedger.of(3);
    ledger.append(recorded.getBytes(UTF_8));

    // When
    var verdict = rejected(verify(ledger, ledger.wholePack()));

    // Then
    assertThat(verdict.reason()).isEqualTo(Reason.CONTENT);
    assertThat(verdict.entry()).isEqualTo(ledger.lines.get(3));
    assertThat(verdict.message()).contains("is not an event");
  }

  @Test
  void aListThatNamesOtherEvents() throws IOException {
    // Given
    var byId = TestLedger.of(3);
    var byType = TestLedger.of(3);
    var event = TestLedger.event(TestLedger.ACME, 3, 3, 1);
    byId.append(event, new EntryLine(3, Rfc6962.leaf(event), TestLedger.eventId(4), TestLedger.type(3)));
    byType.append(event, new EntryLine(3, Rfc6962.leaf(event), TestLedger.eventId(3), "aims.other.v1"));

    // Then
    for (var ledger : List.of(byId, byType)) {
      var verdict = rejected(verify(ledger, ledger.casePack(2, 3)));
      assertThat(verdict.reason()).isEqualTo(Reason.CONTENT);
      assertThat(verdict.message()).contains("holds another event", TestLedger.eventId(3));
    }
  }

  @Test
  void anEventOfAnotherOrganisation() throws IOException {
    // Given
    var ledger = TestLedger.of(3);
    ledger.append(TestLedger.event(TestLedger.GLOBEX, 3, 3, 1));

    // When
    var verdict = rejected(verify(ledger, ledger.wholePack()));

    // Then
    assertThat(verdict.reason()).isEqualTo(Reason.CONTENT);
    assertThat(verdict.message()).contains("another organisation", TestLedger.GLOBEX.toString());
  }

  @Test
  void versionsThatRepeatOrFallBack() throws IOException {
    for (var version : new int[]{1, 2}) {
      var ledger = TestLedger.of(8);
      ledger.append(TestLedger.event(TestLedger.ACME, 8, 0, version));
      for (var pack : List.of(ledger.wholePack(), ledger.casePack(0, 4, 8))) {
        var verdict = rejected(verify(ledger, pack));
        assertThat(verdict.reason()).isEqualTo(Reason.VERSIONS);
        assertThat(verdict.entry()).isEqualTo(ledger.lines.get(8));
      }
    }
  }

  /** A ledger that never received version 3 proves itself incomplete. */
  @Test
  void aVersionMissingFromTheWholeLedger() throws IOException {
    // Given
    var ledger = TestLedger.of(8);
    ledger.append(TestLedger.event(TestLedger.ACME, 8, 0, 4));
    var lateStart = TestLedger.of(0);
    lateStart.append(TestLedger.event(TestLedger.ACME, 0, 0, 2));

    // Then
    var gap = rejected(verify(ledger, ledger.wholePack()));
    assertThat(gap.reason()).isEqualTo(Reason.VERSIONS);
    assertThat(gap.message()).contains("version 4", "version 3 belongs", "entry 8 ");
    assertThat(rejected(verify(lateStart, lateStart.wholePack())).reason()).isEqualTo(Reason.VERSIONS);
    assertThat(verified(verify(ledger, ledger.casePack(0, 8))).partialAggregates()).hasSize(1);
  }

  @Test
  void manifestsThatTheLedgerShouldNotHaveSigned() throws IOException {
    var ledger = TestLedger.of(6);
    var pack = ledger.casePack(1, 3, 5);
    var line = ledger.lines.get(3).text();
    for (UnaryOperator<String> change : List.<UnaryOperator<String>>of(text -> text.replace("pack v1", "pack v2"),
        text -> text.replace("entries 3", "entries 2"), text -> text.replace("entries 3", "entries 4"),
        text -> text.replace("entries 3", "entries 03"), text -> text.replace("entries 3", "entries 100001"),
        text -> text.replace(line, ""), text -> text.replace(line, line + line), text -> text.replace(line, "3 x y\n"),
        text -> text.replace(line, line.replaceFirst("3 ", "7 ")),
        text -> text.replace(line, line.replaceFirst("3 ", "1 ")),
        text -> text.replace("case " + TestLedger.CASE, "case all"),
        text -> text.replace("file README", "file README2"),
        text -> text.replaceFirst("file README.*\n", ""), text -> text.replaceFirst("issued .*\n", "issued today\n"),
        text -> text.replace("organisation a1", "organisation A1"), text -> "\n" + text, text -> text + "\n",
        text -> text.replace(line, line.replace(" aims", " \u00e4ims")))) {
      var forged = Zips.replaced(pack, "manifest",
          bytes -> ledger.sign(change.apply(SignedNote.parse(bytes).text())).encode());

      var verdict = rejected(verify(ledger, forged));

      assertThat(verdict.reason()).as(verdict.message()).isEqualTo(Reason.MANIFEST);
    }
  }

  @Test
  void aWholeLedgerThatIsNotTheOneOfTheCheckpoint() throws IOException {
    // Given
    var shown = TestLedger.of(9);
    var real = TestLedger.of(8);
    real.append(TestLedger.event(TestLedger.ACME, 8, 0, 4));
    var root = real.checkpoint().root();
    var manifest = SignedNote.parse(Zips.content(shown.wholePack(), "manifest"))
        .text()
        .replace(shown.checkpoint()
            .root()
            .base64(), root.base64());
    var checkpoint = new Checkpoint(shown.vkey().name(), 9, root).sign(shown.signer);

    // When
    var forged = Zips.replaced(Zips.replaced(shown.wholePack(), "manifest", b -> shown.sign(manifest).encode()),
        "checkpoint",
        b -> checkpoint.encode());

    // Then
    assertThat(rejected(verify(shown, forged)).reason()).isEqualTo(Reason.ROOT);
  }

  @Test
  void checkpointsKeptOutsideThatTheLedgerContains() throws IOException {
    var ledger = TestLedger.of(30);
    for (var size = 0; size <= 30; size++) {
      var verdict = verifier(ledger).knowing(ledger.checkpoint(size)).verify(in(ledger.wholePack()));
      assertThat(verified(verdict).comparison()).isEqualTo(Comparison.AGREES);
    }
    var sameSize = verifier(ledger).knowing(ledger.checkpoint()).verify(in(ledger.casePack(3)));
    assertThat(verified(sameSize).comparison()).isEqualTo(Comparison.AGREES);
  }

  /** The owner of the key rewrites the ledger; only who kept a checkpoint can tell. */
  @Test
  void aRewrittenLedger() throws IOException {
    // Given
    var key = SigningKey.generate();
    var honest = new TestLedger(TestLedger.ACME, key);
    var rewritten = new TestLedger(TestLedger.ACME, key);
    for (var i = 0; i < 20; i++) {
      honest.append(TestLedger.event(TestLedger.ACME, i, 0, i + 1));
      rewritten.append(TestLedger.event(TestLedger.ACME, i == 7 ? 99 : i, 0, i + 1), new EntryLine(i, Rfc6962.leaf(
          TestLedger.event(TestLedger.ACME, i == 7 ? 99 : i, 0, i + 1)), TestLedger.eventId(i == 7 ? 99 : i),
          TestLedger.type(
              i == 7 ? 99 : i)));
    }
    var pack = rewritten.wholePack();

    // Then
    assertThat(verify(rewritten, pack)).isInstanceOf(Verdict.Verified.class);
    var before = verifier(rewritten).knowing(honest.checkpoint(7)).verify(in(pack));
    assertThat(verified(before).comparison()).isEqualTo(Comparison.AGREES);
    for (var size = 8; size <= 20; size++) {
      var verdict = rejected(verifier(rewritten).knowing(honest.checkpoint(size)).verify(in(pack)));
      assertThat(verdict.reason()).isEqualTo(Reason.HISTORY);
      assertThat(verdict.message()).contains("first " + size + " entries");
    }
    assertThat(rejected(verifier(rewritten).knowing(honest.checkpoint()).verify(in(rewritten.casePack(3)))).reason())
        .isEqualTo(Reason.HISTORY);
  }

  @Test
  void checkpointsThatCannotBeCompared() throws IOException {
    // Given
    var ledger = TestLedger.of(30);
    var grown = TestLedger.of(31);
    var foreign = new Checkpoint("aims/ledger/other", 30, Hash.sha256());

    // Then
    for (var known : List.of(ledger.checkpoint(29), grown.checkpoint(), foreign)) {
      var verdict = verifier(ledger).knowing(known).verify(in(ledger.casePack(2)));
      assertThat(verified(verdict).comparison()).isEqualTo(Comparison.NOT_COMPARABLE);
    }
    var foreignToAll = verifier(ledger).knowing(new Checkpoint("aims/ledger/other", 3, Hash.sha256()))
        .verify(in(ledger
            .wholePack()));
    assertThat(verified(foreignToAll).comparison()).isEqualTo(Comparison.NOT_COMPARABLE);
  }

  @Test
  void cosignaturesOfWitnessesDoNoHarm() throws IOException {
    // Given
    var ledger = TestLedger.of(9);
    var witness = SigningKey.generate().signer("witness.example/w1");
    var pack = ledger.wholePack();

    // When
    var cosigned = Zips.replaced(pack, "checkpoint", bytes -> {
      var note = SignedNote.parse(bytes);
      return note.with(SignedNote.sign(note.text(), witness).signatures().getFirst()).encode();
    });

    // Then
    assertThat(verified(verify(ledger, cosigned)).signers()).containsExactly(ledger.vkey());
  }

  private static PackVerifier verifier(TestLedger ledger) {
    return new PackVerifier(List.of(ledger.vkey()));
  }

  private static Verdict verify(TestLedger ledger, byte[] pack) throws IOException {
    return verifier(ledger).verify(in(pack));
  }

  private static ByteArrayInputStream in(byte[] pack) {
    return new ByteArrayInputStream(pack);
  }

  private static PackSummary verified(Verdict verdict) {
    assertThat(verdict).isInstanceOf(Verdict.Verified.class);
    return ((Verdict.Verified) verdict).summary();
  }

  private static Verdict.Rejected rejected(Verdict verdict) {
    assertThat(verdict).isInstanceOf(Verdict.Rejected.class);
    return (Verdict.Rejected) verdict;
  }
}
