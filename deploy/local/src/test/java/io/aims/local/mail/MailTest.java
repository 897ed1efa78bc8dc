package io.aims.local.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

import org.junit.jupiter.api.Test;

class MailTest {
  private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");

  private static Mail read(String source) {
    return Mail.read(NOW, source.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void plainTextAsItIs() {
    var mail = read("""
        X-Envelope-To: ann@acme.example
        Subject: A task is yours
        Content-Type: text/plain; charset=UTF-8

        Look at the data – all of them.
        """);

    assertThat(mail.recipients()).containsExactly("ann@acme.example");
    assertThat(mail.subject()).isEqualTo("A task is yours");
    assertThat(mail.text()).isEqualTo("Look at the data – all of them.\n");
  }

  @Test
  void quotedPrintable() {
    var mail = read("""
        Subject: =?UTF-8?Q?Frist_l=C3=A4uft_ab?=
        Content-Type: text/plain; charset=ISO-8859-1
        Content-Transfer-Encoding: quoted-printable

        Die Frist l=E4uft um zw=F6lf ab, und die Zeile ist f=FCr eine einzige zu=
         lang.
        """);

    assertThat(mail.subject()).isEqualTo("Frist läuft ab");
    assertThat(mail.text()).isEqualTo("Die Frist läuft um zwölf ab, und die Zeile ist für eine einzige zu lang.\n");
  }

  @Test
  void base64() {
    var mail = read("""
        Subject: =?UTF-8?B?RnJpc3QgbMOkdWZ0IGFi?=
        Content-Type: text/plain; charset=UTF-8
        Content-Transfer-Encoding: base64

        RGllIEZyaXN0IGzDpHVmdCBhYi4=
        """);

    assertThat(mail.subject()).isEqualTo("Frist läuft ab");
    assertThat(mail.text()).isEqualTo("Die Frist läuft ab.");
  }

  @Test
  void ofAlternativesThePlainOne() {
    var mail = read("""
        Subject: Two ways to say it
        Content-Type: multipart/mixed; boundary=outer

        --outer
        Content-Type: multipart/alternative; boundary=inner

        --inner
        Content-Type: text/html; charset=UTF-8

        <p>loud</p>
        --inner
        Content-Type: text/plain; charset=UTF-8
        Content-Transfer-Encoding: quoted-printable

        plain =E2=80=93 and quiet
        --inner--
        --outer
        Content-Type: text/plain
        Content-Disposition: attachment; filename=log.txt

        not this
        --outer--
        """);

    assertThat(mail.text()).isEqualTo("plain – and quiet");
  }

  @Test
  void withoutPlainTextWhatThereIs() {
    var mail = read("""
        Content-Type: multipart/alternative; boundary=b

        --b
        Content-Type: text/html

        <p>loud</p>
        --b--
        """);

    assertThat(mail.text()).isEqualTo("<p>loud</p>");
    assertThat(mail.subject()).isEmpty();
  }

  @Test
  void anAttachmentIsNoText() {
    var mail = read("""
        Subject: See there
        Content-Type: text/plain
        Content-Disposition: attachment; filename=log.txt

        not this
        """);

    assertThat(mail.text()).isEmpty();
  }

  @Test
  void oneThatIsNotWellFormedIsShownAsItCame() {
    var mail = read("""
        X-Envelope-To: ann@acme.example
        Content-Type: text/plain; charset=no-such-charset

        Hello
        """);

    assertThat(mail.text()).contains("X-Envelope-To: ann@acme.example", "no-such-charset", "Hello");
    assertThat(mail.receivedAt()).isEqualTo(NOW);
  }

  @Test
  void theFirstHeaderSaysWhoGotItWhateverTheSenderWrote() {
    var mail = read("""
        X-Envelope-To: ann@acme.example,
         bob@acme.example
        X-Envelope-To: mallory@acme.example
        To: everybody@acme.example

        Hello
        """);

    assertThat(mail.recipients()).containsExactly("ann@acme.example", "bob@acme.example");
  }
}
