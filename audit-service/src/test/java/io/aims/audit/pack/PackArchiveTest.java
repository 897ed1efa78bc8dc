package io.aims.audit.pack;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.aims.audit.pack.Verdict.Reason;
import io.aims.audit.pack.Zips.File;

/** The container: what a forger can do to a zip file below the level of its files. */
class PackArchiveTest {
  private static final TestLedger LEDGER = TestLedger.of(3);
  private static final byte[] PACK = LEDGER.casePack(1);
  private static final Verdict GENUINE = verify(PACK);

  /** Only what no reader shows may differ unnoticed: who made the archive, and attributes of files. */
  @Test
  void anyFlippedBitIsNoticedOrWithoutMeaning() {
    var unnoticed = 0;
    for (var i = 0; i < PACK.length; i++) {
      var verdict = verify(Zips.flipped(PACK, 8 * i + i % 8));
      if (verdict instanceof Verdict.Verified) {
        assertThat(verdict).isEqualTo(GENUINE);
        unnoticed++;
      }
    }
    assertThat(GENUINE).isInstanceOf(Verdict.Verified.class);
    var files = Zips.read(PACK).size();
    assertThat(unnoticed).isLessThanOrEqualTo(files * 10 + 4);
  }

  @Test
  void anyCutIsNoticed() {
    for (var length = 0; length < PACK.length; length++) {
      assertThat(rejected(Arrays.copyOf(PACK, length)).reason()).as("cut at %d", length).isEqualTo(Reason.CUT_OFF);
    }
  }

  @Test
  void cutBeforeAnythingCanBeKnown() {
    assertThat(rejected(Arrays.copyOf(PACK, 1000)).message()).contains("README.txt", "without a manifest nothing");
    assertThat(rejected(new byte[0]).message()).contains("ends at byte 0");
  }

  @Test
  void cutBetweenTheLastEntryAndTheEnd() {
    assertThat(rejected(Arrays.copyOf(PACK, PACK.length - 1)).message()).contains("all 1 entries are intact",
        "end of the archive");
  }

  @Test
  void whatIsNotAZipFile() {
    for (var junk : List.of("This is not a zip file at all.", "PK", "{}",
        "PK\u0003\u0005 and something more than that")) {
      assertThat(rejected(junk.getBytes(UTF_8)).reason()).isIn(Reason.NOT_A_PACK, Reason.CUT_OFF);
    }
    assertThat(rejected(Zips.stored(List.of(new File("x", new byte[1])))).reason()).isEqualTo(Reason.MISSING);
    assertThat(rejected(Zips.stored(List.of())).reason()).isEqualTo(Reason.MISSING);
  }

  @Test
  void moreAfterTheEnd() {
    var longer = Arrays.copyOf(PACK, PACK.length + 1);

    assertThat(rejected(longer).reason()).isEqualTo(Reason.ARCHIVE);
    assertThat(rejected(longer).message()).contains("after the end", "all 1 entries are intact");
  }

  @Test
  void somethingBeforeTheBeginning() {
    var shifted = new byte[PACK.length + 4];
    System.arraycopy(PACK, 0, shifted, 4, PACK.length);

    assertThat(rejected(shifted).reason()).isEqualTo(Reason.NOT_A_PACK);
  }

  /** Programs that unpack go by the directory at the end; it must not show them other files than were verified. */
  @Test
  void aDirectoryThatShowsOtherFiles() {
    var directory = lastIndexOf(PACK, "PK\u0001\u0002README.txt");
    var renamed = PACK.clone();
    renamed[directory + 46] ^= 0x20;

    assertThat(rejected(renamed).reason()).isEqualTo(Reason.ARCHIVE);
    assertThat(rejected(renamed).message()).contains("directory does not list the files that are in it");
  }

  /** Header and directory agree, but programs that unpack would call the file damaged. */
  @Test
  void aChecksumThatIsWrongInBothPlaces() {
    var wrong = PACK.clone();
    wrong[14] ^= 1;
    wrong[lastIndexOf(PACK, "PK\u0001\u0002README.txt") + 16] ^= 1;

    assertThat(rejected(wrong).reason()).isEqualTo(Reason.ARCHIVE);
    assertThat(rejected(wrong).message()).contains("README.txt does not fit the size or checksum");
  }

  private static int lastIndexOf(byte[] zip, String signatureAndName) {
    var text = new String(zip, ISO_8859_1);
    var at = text.lastIndexOf(signatureAndName.substring(4));
    return text.lastIndexOf(signatureAndName.substring(0, 4), at);
  }

  @Test
  void filesThatExpand() {
    var bomb = new byte[64 << 20];
    for (var name : List.of("README.txt", "checkpoint", "entries/0000000001.json", "proofs/0000000001.tlog-proof")) {
      var files = new ArrayList<>(Zips.read(PACK));
      files.replaceAll(file -> file.name().equals(name) ? new File(name, bomb) : file);

      var verdict = rejected(Zips.deflated(files));

      assertThat(verdict.reason()).isEqualTo(Reason.OVERSIZED);
      assertThat(verdict.message()).contains("is larger than");
      assertThat(verdict.entry()).isEqualTo(name.contains("/") ? LEDGER.lines.get(1) : null);
    }
  }

  /** The length in a header is a claim; memory is taken for what is there. */
  @Test
  void aFileThatClaimsToBeLong() {
    var claims = PACK.clone();
    for (var i = 18; i < 26; i++) {
      claims[i] = (byte) (i % 4 == 1 ? 0x7f : 0xff);
    }

    assertThat(rejected(claims).reason()).isEqualTo(Reason.OVERSIZED);
  }

  @Test
  void aStreamThatComesInSmallPieces() throws IOException {
    var trickling = new ByteArrayInputStream(PACK) {
      @Override
      public synchronized int read(byte[] bytes, int offset, int length) {
        return super.read(bytes, offset, Math.min(length, 1));
      }
    };

    var verdict = new PackVerifier(List.of(LEDGER.vkey())).verify(trickling);

    assertThat(verdict).isEqualTo(GENUINE);
  }

  private static Verdict verify(byte[] zip) {
    try (InputStream in = new ByteArrayInputStream(zip)) {
      return new PackVerifier(List.of(LEDGER.vkey())).verify(in);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Verdict.Rejected rejected(byte[] zip) {
    var verdict = verify(zip);
    assertThat(verdict).isInstanceOf(Verdict.Rejected.class);
    return (Verdict.Rejected) verdict;
  }
}
