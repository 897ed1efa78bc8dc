package io.aims.platform.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.util.Map;
import java.util.Properties;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The mail server of component tests does what each failure of a real one is like, and then serves again. */
class MailTestResourceTest {
  private final MailTestResource resource = new MailTestResource();
  private Map<String, String> settings;

  @BeforeEach
  void start() {
    settings = resource.start();
  }

  @AfterEach
  void stop() {
    resource.stop();
  }

  private void send(String subject, String... recipients) throws MessagingException {
    var properties = new Properties();
    properties.put("mail.smtp.host", settings.get("aims.mail.host"));
    properties.put("mail.smtp.port", settings.get("aims.mail.port"));
    properties.put("mail.smtp.timeout", "300");
    properties.put("mail.smtp.from", "bounces@aims.example");
    var mail = new MimeMessage(Session.getInstance(properties));
    mail.setFrom("aims@aims.example");
    mail.setSubject(subject, "UTF-8");
    mail.setHeader("X-Reason", "because");
    var text = new MimeBodyPart();
    text.setText("Läuft ab\n", "UTF-8");
    var html = new MimeBodyPart();
    html.setText("<p>Läuft ab</p>", "UTF-8", "html");
    mail.setContent(new MimeMultipart("alternative", text, html));
    Transport.send(mail, InternetAddress.parse(String.join(",", recipients)));
  }

  @Test
  void shows_what_it_took() throws Exception {
    send("Frist läuft ab", "ann@acme.example", "bob@acme.example");

    assertThat(TestMail.received()).singleElement().satisfies(mail -> {
      assertThat(mail.sender()).isEqualTo("bounces@aims.example");
      assertThat(mail.recipients()).containsExactly("ann@acme.example", "bob@acme.example");
      assertThat(mail.subject()).isEqualTo("Frist läuft ab");
      assertThat(mail.headers().get("x-reason")).containsExactly("because");
      assertThat(mail.text()).isEqualTo("Läuft ab\n");
      assertThat(mail.html()).isEqualTo("<p>Läuft ab</p>");
    });
    assertThat(TestMail.receivedBy("bob@acme.example")).hasSize(1);
    assertThat(TestMail.receivedBy("eve@acme.example")).isEmpty();
    TestMail.forget();
    assertThat(TestMail.received()).isEmpty();
  }

  @Test
  void refuses_for_the_time_being() throws Exception {
    TestMail.refuseForNow();

    assertThatThrownBy(() -> send("one", "ann@acme.example")).hasStackTraceContaining("451");

    servesAgain();
  }

  @Test
  void refuses_one_recipient_for_good() throws Exception {
    TestMail.refuse("eve@acme.example");

    assertThatThrownBy(() -> send("one", "eve@acme.example")).hasStackTraceContaining("550");
    send("two", "ann@acme.example");

    assertThat(TestMail.received()).hasSize(1);
  }

  @Test
  void hangs() throws Exception {
    TestMail.hang();

    assertThatThrownBy(() -> send("one", "ann@acme.example")).hasRootCauseInstanceOf(SocketTimeoutException.class);

    servesAgain();
  }

  @Test
  void takes_a_mail_whose_sender_never_learns_it() throws Exception {
    TestMail.takeWithoutAnswer();

    assertThatThrownBy(() -> send("one", "ann@acme.example")).hasRootCauseInstanceOf(SocketTimeoutException.class);

    assertThat(TestMail.received()).hasSize(1);
    TestMail.forget();
    servesAgain();
  }

  @Test
  void is_away() throws Exception {
    TestMail.goAway();

    assertThatThrownBy(() -> send("one", "ann@acme.example")).hasRootCauseInstanceOf(ConnectException.class);

    servesAgain();
  }

  private void servesAgain() throws MessagingException {
    assertThat(TestMail.received()).isEmpty();
    TestMail.serve();
    send("again", "ann@acme.example");
    assertThat(TestMail.received()).extracting(TestMail.Received::subject).containsExactly("again");
  }
}
