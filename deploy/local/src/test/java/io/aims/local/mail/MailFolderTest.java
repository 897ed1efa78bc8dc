package io.aims.local.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MailFolderTest {
  private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");
  @TempDir
  Path home;
  private Path place;
  private MailFolder folder;

  @BeforeEach
  void open() throws IOException {
    place = home.resolve("data/mail");
    folder = at(NOON, 3);
    folder.open();
  }

  private MailFolder at(Instant now, int kept) {
    return new MailFolder(place, kept, InstantSource.fixed(now));
  }

  private static InputStream about(String subject) {
    return new ByteArrayInputStream(
        "Subject: %s\r\n\r\nHello\r\n".formatted(subject).getBytes(StandardCharsets.US_ASCII));
  }

  private static List<String> subjects(List<Mail> mails) {
    return mails.stream().map(Mail::subject).toList();
  }

  @Test
  void aMailIsAFileThatBeginsWithItsReceivers() throws IOException {
    var file = folder.keep(List.of("ann@acme.example", "bob@acme.example"), about("one"));

    assertThat(file).hasFileName("20261127T120000.000000Z.eml")
        .content()
        .isEqualTo("X-Envelope-To: ann@acme.example,\r\n bob@acme.example\r\nSubject: one\r\n\r\nHello\r\n");
    assertThat(folder.all()).containsExactly(
        new Mail(NOON, List.of("ann@acme.example", "bob@acme.example"), "one", "Hello\n"));
  }

  @Test
  void theLaterOneHasTheHigherNameThoughTheClockStandsStillOrIsPutBack() throws IOException {
    folder.keep(List.of("ann@acme.example"), about("one"));
    folder.keep(List.of("ann@acme.example"), about("two"));
    at(NOON.minusSeconds(3600), 3).keep(List.of("ann@acme.example"), about("three"));

    assertThat(subjects(folder.all())).containsExactly("one", "two", "three");
  }

  @Test
  void onlyTheNewestStay() throws IOException {
    for (var subject : List.of("one", "two", "three", "four", "five")) {
      folder.keep(List.of("ann@acme.example"), about(subject));
    }

    assertThat(subjects(at(NOON, 100).all())).containsExactly("three", "four", "five");
  }

  @Test
  void theLastOnesAreAskedForByNumber() throws IOException {
    for (var subject : List.of("one", "two", "three")) {
      folder.keep(List.of("ann@acme.example"), about(subject));
    }

    assertThat(subjects(folder.newest(2))).containsExactly("two", "three");
    assertThat(subjects(folder.newest(9))).containsExactly("one", "two", "three");
  }

  @Test
  void aMailThatBreaksOffLeavesNothing() {
    var brokenOff = new InputStream() {
      @Override
      public int read() throws IOException {
        throw new IOException("the sender has gone");
      }
    };

    assertThatThrownBy(() -> folder.keep(List.of("ann@acme.example"), brokenOff)).isInstanceOf(IOException.class);

    assertThat(place).isEmptyDirectory();
  }

  @Test
  void whatADeathHasLeftUnfinishedIsNoMail() throws IOException {
    Files.writeString(place.resolve("123.draft"), "Subject: half");

    assertThat(folder.all()).isEmpty();
    folder.open();

    assertThat(place).isEmptyDirectory();
  }

  @Test
  void whereNothingHasEverRunThereIsNone() throws IOException {
    assertThat(MailFolder.in(home.resolve("elsewhere")).newest(5)).isEmpty();
  }

  @Test
  void filesOfPeopleAreLeftAlone() throws IOException {
    Files.writeString(place.resolve("saved.eml"), "Subject: mine");

    for (var subject : List.of("one", "two", "three", "four")) {
      folder.keep(List.of("ann@acme.example"), about(subject));
    }

    assertThat(subjects(folder.all())).containsExactly("two", "three", "four");
    assertThat(place.resolve("saved.eml")).exists();
  }
}
