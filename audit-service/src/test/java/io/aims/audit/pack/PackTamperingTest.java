package io.aims.audit.pack;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import io.aims.audit.pack.Verdict.Reason;
import io.aims.audit.pack.Zips.File;
import io.aims.platform.note.SigningKey;
import io.aims.platform.note.VerifierKey;

/** Every way of tampering, against every entry of a pack of a case (40 of 120 entries) and of a whole ledger (40). */
class PackTamperingTest {
  enum Pack {
    CASE(TestLedger.of(120)), WHOLE(TestLedger.of(40));

    final TestLedger ledger;
    final int[] indexes;
    final byte[] zip;

    Pack(TestLedger ledger) {
      this.ledger = ledger;
      this.indexes = name().equals("CASE") ? ledger.third() : IntStream.range(0, 40).toArray();
      this.zip = name().equals("CASE") ? ledger.casePack(indexes) : ledger.wholePack();
    }

    EntryLine line(int position) {
      return ledger.lines.get(indexes[position]);
    }

    String name(int position) {
      return line(position).entryName();
    }

    Verdict verify(byte[] zip) throws IOException {
      return PackTamperingTest.verify(zip, ledger.vkey());
    }

    void refuses(byte[] zip, Reason reason, @Nullable EntryLine entry, String... words) throws IOException {
      var rejected = rejected(verify(zip));
      for (var word : words) {
        assertThat(rejected.message()).contains(word);
      }
      if (entry != null) {
        assertThat(rejected.message()).contains("entry " + entry.index() + " ", entry.eventId(), entry.type());
      }
      assertThat(rejected.reason()).as(rejected.message()).isEqualTo(reason);
      assertThat(rejected.entry()).isEqualTo(entry);
    }
  }

  static Stream<Arguments> everyEntry() {
    return Arrays.stream(Pack.values()).flatMap(pack -> IntStream.range(0, 40).mapToObj(i -> arguments(pack, i)));
  }

  @ParameterizedTest
  @EnumSource
  void genuine(Pack pack) throws IOException {
    assertThat(pack.indexes).hasSize(40);
    assertThat(pack.verify(pack.zip)).isInstanceOf(Verdict.Verified.class);
    assertThat(pack.verify(Zips.stored(Zips.read(pack.zip)))).isInstanceOf(Verdict.Verified.class);
    assertThat(pack.verify(Zips.deflated(Zips.read(pack.zip)))).isInstanceOf(Verdict.Verified.class);
  }

  @ParameterizedTest
  @MethodSource("everyEntry")
  void oneFlippedBitInAnEntry(Pack pack, int position) throws IOException {
    var line = pack.line(position);
    var bit = new Random(position).nextInt(8 * pack.ledger.leaves.get(0).length);
    var inPlace = Zips.flipped(pack.zip, 8 * offset(pack.zip, pack.ledger.leaves.get(pack.indexes[position])) + bit);
    var rewritten = Zips.replaced(pack.zip, pack.name(position), content -> Zips.flipped(content, bit));

    pack.refuses(inPlace, Reason.ALTERED, line, "altered");
    pack.refuses(rewritten, Reason.ALTERED, line, "altered");
    pack.refuses(Zips.deflated(Zips.read(rewritten)), Reason.ALTERED, line, "altered");
  }

  @ParameterizedTest
  @MethodSource("everyEntry")
  void anEntryCutShortOrLengthened(Pack pack, int position) throws IOException {
    var line = pack.line(position);
    var shorter = Zips.replaced(pack.zip, pack.name(position), content -> Arrays.copyOf(content, content.length - 1));
    var longer = Zips.replaced(pack.zip, pack.name(position), content -> Arrays.copyOf(content, content.length + 1));
    var empty = Zips.replaced(pack.zip, pack.name(position), content -> new byte[0]);

    pack.refuses(shorter, Reason.ALTERED, line);
    pack.refuses(longer, Reason.ALTERED, line);
    pack.refuses(empty, Reason.ALTERED, line);
  }

  @ParameterizedTest
  @MethodSource("everyEntry")
  void aRemovedEntry(Pack pack, int position) throws IOException {
    var line = pack.line(position);
    pack.refuses(Zips.without(pack.zip, line.entryName(), line.proofName()), Reason.MISSING, line, "missing");
    pack.refuses(Zips.without(pack.zip, line.entryName()), Reason.MISSING, line, "missing");
  }

  @ParameterizedTest
  @MethodSource("everyEntry")
  void aRemovedEntryWithTheRestRenumbered(Pack pack, int position) throws IOException {
    var files = new ArrayList<>(Zips.read(pack.zip));
    var contents = files.stream().filter(f -> f.name().startsWith("entries/")).map(File::content).toList();
    var kept = new ArrayList<>(contents);
    kept.remove(position);
    kept.add(contents.getLast());
    files.replaceAll(file -> file.name().startsWith("entries/")
        ? new File(file.name(), kept.get(names(files).indexOf(file.name())))
        : file);

    var renumbered = Zips.stored(files);

    if (position < 39) {
      pack.refuses(renumbered, Reason.EXCHANGED, pack.line(position), pack.line(position + 1).eventId());
    }
  }

  private static List<String> names(List<File> files) {
    return files.stream().map(File::name).filter(name -> name.startsWith("entries/")).toList();
  }

  @ParameterizedTest
  @MethodSource("everyEntry")
  void exchangedContents(Pack pack, int position) throws IOException {
    var other = (position + 7) % 40;
    var first = Math.min(position, other);
    var contents = List.of(Zips.content(pack.zip, pack.name(position)), Zips.content(pack.zip, pack.name(other)));
    var once = Zips.replaced(pack.zip, pack.name(position), content -> contents.get(1));
    var exchanged = Zips.replaced(once, pack.name(other), content -> contents.get(0));

    pack.refuses(exchanged, Reason.EXCHANGED, pack.line(first), pack.line(position + other - first).eventId());
  }

  @ParameterizedTest
  @MethodSource("everyEntry")
  void aMovedEntry(Pack pack, int position) throws IOException {
    var other = (position + 11) % 40;
    var moved = Zips.changed(pack.zip, files -> {
      Collections.swap(files, at(files, pack.name(position)), at(files, pack.name(other)));
      return files;
    });

    pack.refuses(moved, Reason.OUT_OF_ORDER, pack.line(Math.min(position, other)), "not in its place");
  }

  @ParameterizedTest
  @MethodSource("everyEntry")
  void cutOffWithinAnEntry(Pack pack, int position) throws IOException {
    var start = offset(pack.zip, pack.ledger.leaves.get(pack.indexes[position]));
    var words = position == 0 ? "none of its 40 entries" : "the first " + position + " of 40 entries";

    pack.refuses(Arrays.copyOf(pack.zip, start + 20), Reason.CUT_OFF, pack.line(position), words);
    pack.refuses(Arrays.copyOf(pack.zip, start), Reason.CUT_OFF, pack.line(position), words);
    pack.refuses(Arrays.copyOf(pack.zip, start - 50), Reason.CUT_OFF, pack.line(position), words);
  }

  @ParameterizedTest
  @MethodSource("everyEntry")
  void cutOffAndClosedAgain(Pack pack, int position) throws IOException {
    var cut = Zips.changed(pack.zip, files -> files.subList(0, at(files, pack.name(position))));

    pack.refuses(cut, Reason.MISSING, pack.line(position), "missing");
  }

  @ParameterizedTest
  @MethodSource("everyEntry")
  void aDoubledEntry(Pack pack, int position) throws IOException {
    var placeholder = new File("entries/XXXXXXXXXX.json", Zips.content(pack.zip, pack.name(position)));
    var after = at(Zips.read(pack.zip), pack.name(position)) + 1;
    var afterwards = inserted(pack, after, placeholder);
    var atTheEnd = inserted(pack, Zips.read(pack.zip).size(), placeholder);

    pack.refuses(Zips.renamed(afterwards, placeholder.name(), pack.name(position)), Reason.DUPLICATE,
        pack.line(position),
        "second time");
    pack.refuses(Zips.renamed(atTheEnd, placeholder.name(), pack.name(position)), Reason.DUPLICATE, pack.line(position),
        "second time");
  }

  @ParameterizedTest
  @MethodSource("everyEntry")
  void anEntryMoreThanListed(Pack pack, int position) throws IOException {
    var extra = new File("entries/0000009999.json", pack.ledger.leaves.getFirst());
    var inserted = inserted(pack, at(Zips.read(pack.zip), pack.name(position)), extra);

    pack.refuses(inserted, Reason.EXTRA, null, extra.name());
  }

  @ParameterizedTest
  @EnumSource
  void somethingElseInThePack(Pack pack) throws IOException {
    for (var name : List.of("ledger.vkey", "../../etc/passwd", "entries/", "entries/1.json",
        "proofs/0000000000.tlog-proof",
        "\u001b[2Jnotes")) {
      var extra = new File(name, "anything".getBytes(UTF_8));
      pack.refuses(inserted(pack, 0, extra), Reason.EXTRA, null);
      pack.refuses(inserted(pack, Zips.read(pack.zip).size(), extra), Reason.EXTRA, null);
    }
    assertThat(rejected(pack.verify(inserted(pack, 0, new File("\u001b[2Jnotes", new byte[0])))).message())
        .doesNotContain("\u001b");
  }

  @ParameterizedTest
  @EnumSource
  void aFileOfThePackItselfAlteredOrRemoved(Pack pack) throws IOException {
    for (var file : Zips.read(pack.zip)) {
      if (file.name().startsWith("entries/")) {
        continue;
      }
      for (var bit : new Random(1).ints(5, 0, 8 * file.content().length).toArray()) {
        var altered = Zips.replaced(pack.zip, file.name(), content -> Zips.flipped(content, bit));
        assertThat(rejected(pack.verify(altered)).message()).contains(subject(pack, file.name()));
      }
      var removed = rejected(pack.verify(Zips.without(pack.zip, file.name())));
      assertThat(removed.reason()).isEqualTo(Reason.MISSING);
      assertThat(removed.message()).contains(subject(pack, file.name()));
    }
  }

  private static String subject(Pack pack, String name) {
    return PackFiles.index(name).isEmpty()
        ? name
        : "the proof of " + pack.ledger.lines.get((int) PackFiles.index(name).getAsLong());
  }

  @Test
  void proofsOfOtherEntries() throws IOException {
    var pack = Pack.CASE;
    for (var i = 0; i < 40; i++) {
      var foreign = Zips.content(pack.zip, pack.line((i + 1) % 40).proofName());
      var renumbered = new String(foreign, UTF_8).replaceFirst("index [0-9]+", "index " + pack.indexes[i])
          .getBytes(UTF_8);
      pack.refuses(Zips.replaced(pack.zip, pack.line(i).proofName(), proof -> foreign), Reason.PROOF, pack.line(i));
      pack.refuses(Zips.replaced(pack.zip, pack.line(i).proofName(), proof -> renumbered), Reason.PROOF, pack.line(i),
          "does not lead to the root");
    }
  }

  @ParameterizedTest
  @EnumSource
  void keysThatAreNotTheLedgers(Pack pack) throws IOException {
    var name = pack.ledger.vkey().name();
    var sameName = SigningKey.generate().signer(name).verifier();
    var otherLedger = new TestLedger(TestLedger.GLOBEX, SigningKey.generate()).vkey();

    for (var keys : List.of(List.of(sameName), List.of(otherLedger), List.<VerifierKey>of(),
        List.of(sameName, otherLedger))) {
      var rejected = rejected(verify(pack.zip, keys.toArray(VerifierKey[]::new)));
      assertThat(rejected.reason()).isEqualTo(Reason.UNKNOWN_KEY);
      assertThat(rejected.message()).contains(name, pack.ledger.vkey().idHex());
    }
    assertThat(verify(pack.zip, sameName, pack.ledger.vkey())).isInstanceOf(Verdict.Verified.class);
  }

  @Test
  void theSameKeyDoesNotSignForAnotherOrganisation() throws IOException {
    var key = SigningKey.generate();
    var acme = new TestLedger(TestLedger.ACME, key);
    var globex = new TestLedger(TestLedger.GLOBEX, key);
    globex.append(TestLedger.event(TestLedger.GLOBEX, 0, 0, 1));

    var rejected = rejected(verify(globex.wholePack(), acme.vkey()));

    assertThat(rejected.reason()).isEqualTo(Reason.UNKNOWN_KEY);
  }

  @Test
  void partsOfAnotherPackOfTheSameLedger() throws IOException {
    var ledger = TestLedger.of(30);
    var older = ledger.casePack(3, 5, 7);
    var sameSize = ledger.casePack(3, 6, 7);
    ledger.append(TestLedger.event(TestLedger.ACME, 30, 2, 8));
    var newer = ledger.casePack(3, 5, 7);

    assertThat(rejected(verify(with(newer, older, "checkpoint"), ledger.vkey())).reason()).isEqualTo(Reason.MISMATCH);
    assertThat(rejected(verify(with(newer, older, "manifest"), ledger.vkey())).reason()).isEqualTo(Reason.MISMATCH);
    assertThat(rejected(verify(with(newer, older, "checkpoint", "manifest"), ledger.vkey())).reason())
        .isEqualTo(Reason.PROOF);
    assertThat(rejected(verify(with(older, sameSize, "manifest"), ledger.vkey()))).satisfies(verdict -> {
      assertThat(verdict.reason()).isEqualTo(Reason.MISSING);
      assertThat(verdict.entry()).isEqualTo(ledger.lines.get(6));
    });
  }

  @Test
  void aManifestIsNoCheckpointAndACheckpointNoManifest() throws IOException {
    var pack = Pack.CASE;
    var checkpoint = Zips.content(pack.zip, "checkpoint");
    var manifest = Zips.content(pack.zip, "manifest");

    assertThat(rejected(pack.verify(Zips.replaced(pack.zip, "checkpoint", c -> manifest))).reason()).isEqualTo(
        Reason.CONTENT);
    assertThat(rejected(pack.verify(Zips.replaced(pack.zip, "manifest", c -> checkpoint))).reason()).isEqualTo(
        Reason.MANIFEST);
  }

  private static byte[] with(byte[] pack, byte[] other, String... names) {
    var changed = pack;
    for (var name : names) {
      changed = Zips.replaced(changed, name, content -> Zips.content(other, name));
    }
    return changed;
  }

  private static byte[] inserted(Pack pack, int at, File file) {
    return Zips.changed(pack.zip, files -> {
      files.add(at, file);
      return files;
    });
  }

  private static int at(List<File> files, String name) {
    return files.stream().map(File::name).toList().indexOf(name);
  }

  private static int offset(byte[] zip, byte[] content) {
    return new String(zip, US_ASCII).indexOf(new String(content, US_ASCII));
  }

  private static Verdict verify(byte[] zip, VerifierKey... keys) throws IOException {
    return new PackVerifier(List.of(keys)).verify(new ByteArrayInputStream(zip));
  }

  private static Verdict.Rejected rejected(Verdict verdict) {
    assertThat(verdict).isInstanceOf(Verdict.Rejected.class);
    return (Verdict.Rejected) verdict;
  }
}
