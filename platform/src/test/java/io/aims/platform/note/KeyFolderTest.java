package io.aims.platform.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFolderTest {
  @TempDir
  Path temp;

  @Test
  void aKeyIsMadeOnceAndKept() throws IOException {
    // Given
    var folder = temp.resolve("made/when/missing");
    var first = KeyFolder.open(folder, "ledger").signer("aims/ledger/a");

    // When
    var second = KeyFolder.open(folder, "ledger").signer("aims/ledger/a");

    // Then
    assertThat(second.verifier()).isEqualTo(first.verifier());
    assertThat(SignedNote.sign("text\n", second).verify(List.of(first.verifier()))).hasSize(1);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("ledger.key")))).isEqualTo(
        "rw-------");
    assertThat(folder).isDirectoryContaining("glob:**.key").isDirectoryContaining("glob:**.vkey");
    try (var files = Files.list(folder)) {
      assertThat(files).hasSize(2);
    }
  }

  @Test
  void everyLedgerHasItsVerifierKeyInTheFile() throws IOException {
    // Given
    var keys = KeyFolder.open(temp, "ledger");

    // When
    var b = keys.signer("aims/ledger/b").verifier();
    var a = keys.signer("aims/ledger/a").verifier();
    keys.signer("aims/ledger/b");

    // Then
    assertThat(KeyFolder.read(temp.resolve("ledger.vkey"))).containsExactly(a, b);
  }

  @Test
  void processesThatStartAtOnceAgree() throws Exception {
    // Given
    Callable<VerifierKey> start = () -> KeyFolder.open(temp, "ledger").signer("aims/ledger/a").verifier();

    // When
    var seen = new HashSet<VerifierKey>();
    try (var threads = Executors.newFixedThreadPool(8)) {
      for (var started : threads.invokeAll(Collections.nCopies(32, start))) {
        seen.add(started.get());
      }
    }

    // Then
    assertThat(seen).hasSize(1);
  }

  @Test
  void aKeyThatOthersCanReadIsRefused() throws IOException {
    // Given
    KeyFolder.open(temp, "ledger");
    Files.setPosixFilePermissions(temp.resolve("ledger.key"), PosixFilePermissions.fromString("rw-r--r--"));

    // Then
    assertThatThrownBy(() -> KeyFolder.open(temp, "ledger")).isInstanceOf(IOException.class)
        .hasMessageContaining("rw-r--r--")
        .hasMessageContaining("600");
  }

  @Test
  void whatIsNotAKeyIsNeverReplaced() throws IOException {
    // Given
    var file = temp.resolve("ledger.key");
    Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));

    // Then
    assertThatThrownBy(() -> KeyFolder.open(temp, "ledger")).isInstanceOf(InvalidNote.class);
    assertThat(file).isEmptyFile();
  }

  /** The private key of RFC 8410 section 10.3, whose public half is printed in section 10.1. */
  @Test
  void aKeyMadeElsewhereIsRead() {
    // Given
    var pem = """
        -----BEGIN PRIVATE KEY-----
        MC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC
        -----END PRIVATE KEY-----
        """;

    // When
    var key = SigningKey.parsePem(pem);

    // Then
    assertThat(key.pem()).isEqualTo(pem);
    assertThat(key).hasToString("signing key Gb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=");
  }
}
