package io.aims.incident.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.aims.incident.directory.Person;
import io.quarkus.mailer.Mail;

class EnvelopeTest {
  private static final UUID ID = new UUID(0, 7);
  private static final Message FIRST = new Message("INC-0007 CRITICAL, fairness: nobody has acknowledged it",
      "It waits since 27 Nov 2026 12:00 UTC.", "/v1/incidents/7");
  private static final Message SECOND = new Message("INC-0008 MAJOR, drift: it has opened", "It waits.",
      "/v1/incidents/8");

  @Test
  void a_mail_says_what_it_is_about_and_where_to_go_on() {
    var mail = mail(FIRST);

    assertThat(mail.getSubject()).isEqualTo(FIRST.headline());
    assertThat(mail.getTo()).containsExactly("ada@acme.example");
    assertThat(mail.getText()).contains(FIRST.text(), "https://portal.example/aims/v1/incidents/7", "Ada Lovelace");
  }

  @Test
  void several_things_are_one_mail() {
    var mail = mail(FIRST, SECOND);

    assertThat(mail.getSubject()).isEqualTo(FIRST.headline() + " (and 1 more)");
    assertThat(mail.getText()).containsSubsequence(FIRST.headline(), "/v1/incidents/7", SECOND.headline(),
        "/v1/incidents/8");
  }

  @Test
  void each_try_is_the_same_mail_and_machines_do_not_answer() {
    assertThat(mail(FIRST).getHeaders().get("Message-ID")).isEqualTo(mail(FIRST).getHeaders().get("Message-ID"))
        .containsExactly("<" + ID + "@acme.example>");
    assertThat(mail(FIRST).getHeaders().get("Auto-Submitted")).containsExactly("auto-generated");
  }

  @Test
  void names_and_words_from_outside_make_no_headers() {
    var evil = new Message("It\r\nBcc: all@acme.example\u0000", "Two\r\nlines", "/v1/incidents");
    var mail = new Envelope(ID, ID, new Person("Ada\r\nX: y", "ada@acme.example"), List.of(evil))
        .mail("aims@acme.example", URI.create("https://portal.example"));

    assertThat(mail.getSubject()).isEqualTo("It Bcc: all@acme.example");
    assertThat(mail.getText()).contains("Two \nlines").doesNotContain("\r").contains("Ada X: y");
  }

  @Test
  void a_headline_is_a_line_of_bounded_length() {
    var long_ = IntStream.range(0, 500).mapToObj(i -> "x").reduce("", String::concat);

    assertThat(new Message(long_, "", "/").headline()).hasSize(200).endsWith("…");
  }

  private static Mail mail(Message... messages) {
    return new Envelope(ID, ID, new Person("Ada Lovelace", "ada@acme.example"), List.of(messages))
        .mail("aims@acme.example", URI.create("https://portal.example/aims/"));
  }
}
