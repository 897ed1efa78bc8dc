package io.aims.audit.pack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.aims.platform.note.SigningKey;

class VerifyPackTest {
  private static final TestLedger LEDGER = TestLedger.of(120);

  @TempDir
  Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private String pack = "";
  private String keys = "";

  @BeforeEach
  void files() throws IOException {
    pack = file("pack.zip", LEDGER.casePack(1, 4, 5, 9));
    var other = SigningKey.generate().signer("aims/ledger/other").verifier();
    keys = file("ledger.vkey", ("# keys\n\n" + other.vkey() + "\n" + LEDGER.vkey().vkey() + "\n").getBytes(UTF_8));
  }

  private String file(String name, byte[] content) throws IOException {
    return Files.write(folder.resolve(name), content).toString();
  }

  private int run(String... args) {
    return new VerifyPack(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8)).run(args);
  }

  @Test
  void aGenuinePack() {
    // When
    var exit = run(pack, "--key", keys);

    // Then
    assertThat(err.toString(UTF_8)).isEmpty();
    assertThat(out.toString(UTF_8)).isEqualTo("""
        VERIFIED
          pack          0198c0de-0000-7000-8000-0000000000aa, issued 2026-11-03T08:00:00Z
          organisation  a1000000-0000-4000-8000-000000000001
          case          0198c0de-0000-7000-8000-00000000ca5e
          entries       4 of 120 in the ledger
          ledger        aims/ledger/a1000000-0000-4000-8000-000000000001, size 120, root %s
          signed by     key id %s
          events        from 2026-11-02T08:00:01Z to 2026-11-02T08:00:09Z
          aggregates    2, of which 1 with every version from 1
                        type-0 0198c0de-0000-7000-8000-000000000000: 1 of the versions 1 to 2
        """.formatted(LEDGER.checkpoint().root().base64(), LEDGER.vkey().idHex()));
    assertThat(exit).isZero();
  }

  @Test
  void theKeyItselfInsteadOfAFile() {
    assertThat(run("--key", LEDGER.vkey().vkey(), pack)).isZero();
  }

  @Test
  void anAlteredPackNamesTheFirstBadEntry() throws IOException {
    // Given
    var altered = file("altered.zip",
        Zips.replaced(LEDGER.casePack(1, 4, 5, 9), "entries/0000000004.json", content -> Zips
            .flipped(content, 77)));

    // When
    var exit = run(altered, "--key", keys);

    // Then
    assertThat(exit).isEqualTo(1);
    assertThat(out.toString(UTF_8)).startsWith(
        """
            NOT VERIFIED (altered)
              first bad     entry 4 (event 0198c0de-0000-7000-8000-000000000004, aims.incident.incident.opened.v1)
              because       entry 4 (event 0198c0de-0000-7000-8000-000000000004, aims.incident.incident.opened.v1) was altered""");
  }

  @Test
  void aStrangersKey() {
    // When
    var exit = run(pack, "--key", SigningKey.generate().signer(LEDGER.vkey().name()).verifier().vkey());

    // Then
    assertThat(exit).isEqualTo(1);
    assertThat(out.toString(UTF_8)).startsWith("NOT VERIFIED (unknown key)").contains(LEDGER.vkey().idHex());
  }

  @Test
  void aCheckpointThatWasKept() throws IOException {
    // Given
    var whole = file("whole.zip", LEDGER.wholePack());
    var kept = file("kept", LEDGER.checkpoint(50).sign(LEDGER.signer).encode());

    // Then
    assertThat(run(whole, "--key", keys, "--checkpoint", kept)).isZero();
    assertThat(out.toString(UTF_8)).contains("the ledger contains the state that you kept");
    assertThat(run(pack, "--key", keys, "--checkpoint", kept)).isEqualTo(2);
    assertThat(err.toString(UTF_8)).contains("cannot be compared");
  }

  @Test
  void usage() {
    for (var args : new String[][]{{}, {pack}, {"--key", keys}, {pack, pack, "--key", keys}, {pack, "--key"},
        {pack, "--key", keys, "--force"}, {pack, "--key", keys, "--verbose", "x"}}) {
      assertThat(run(args)).isEqualTo(2);
      assertThat(err.toString(UTF_8)).contains("usage: verify FILE --key KEY");
      err.reset();
    }
  }

  @Test
  void whatCannotBeRead() throws IOException {
    var nothing = folder.resolve("nothing").toString();
    var noKey = file("nokey", "hello\n".getBytes(UTF_8));

    assertThat(run(nothing, "--key", keys)).isEqualTo(2);
    assertThat(run(folder.toString(), "--key", keys)).isEqualTo(2);
    assertThat(run(pack, "--key", nothing)).isEqualTo(2);
    assertThat(run(pack, "--key", folder.toString())).isEqualTo(2);
    assertThat(run(pack, "--key", noKey)).isEqualTo(2);
    assertThat(run(pack, "--key", keys, "--checkpoint", noKey)).isEqualTo(2);
    assertThat(run(pack, "--key", keys, "--checkpoint", nothing)).isEqualTo(2);
    assertThat(run("a\0b", "--key", keys)).isEqualTo(2);
    assertThat(out.toString(UTF_8)).isEmpty();
  }
}
