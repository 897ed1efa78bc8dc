package io.aims.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.aims.local.mail.Mail;

class PrintMailsTest {
  private static final Instant NOON = Instant.parse("2026-11-27T12:00:00.123456Z");

  @Test
  void asItsReceiversReadIt() {
    var mail = new Mail(NOON, List.of("ann@acme.example", "bob@acme.example"), "A task is yours",
        "Look at the data.\n\n");

    assertThat(PrintMails.readable(mail)).isEqualTo("""
        Date:    2026-11-27T12:00:00Z
        To:      ann@acme.example, bob@acme.example
        Subject: A task is yours

        Look at the data.
        """);
  }

  @Test
  void nothingInItCommandsTheTerminal() {
    var mail = new Mail(NOON, List.of("ann@acme.example"), "\u001b[2Jgone", "a\tb\u0007c");

    assertThat(PrintMails.readable(mail)).endsWith("Subject: �[2Jgone\n\na\tb�c\n");
  }
}
