package io.aims.local.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Properties;

import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subethamail.smtp.server.SMTPServer;

import io.aims.local.home.Home;
import io.aims.local.mail.MailFolder;

class MailNodeTest {
  @TempDir
  Path home;
  private MailFolder folder;
  private SMTPServer server;

  @BeforeEach
  void serve() throws IOException {
    folder = MailFolder.in(home.resolve("mail"));
    server = MailNode.serve(folder, 0);
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  private void send(String subject, String text) throws MessagingException {
    var settings = new Properties();
    settings.put("mail.smtp.host", "127.0.0.1");
    settings.put("mail.smtp.port", Integer.toString(server.getPortAllocated()));
    var mail = new MimeMessage(Session.getInstance(settings));
    mail.setFrom("aims@aims.example");
    mail.setRecipients(RecipientType.TO, "ann@acme.example");
    mail.setRecipients(RecipientType.BCC, "bob@acme.example");
    mail.setSubject(subject);
    mail.setText(text);
    Transport.send(mail);
  }

  @Test
  void whatWasAcceptedIsThereWithAllWhoGotIt() throws Exception {
    send("A task is yours", ".Look\n.\nat the data");

    assertThat(folder.all()).singleElement().satisfies(mail -> {
      assertThat(mail.subject()).isEqualTo("A task is yours");
      assertThat(mail.recipients()).containsExactly("ann@acme.example", "bob@acme.example");
      assertThat(mail.text()).isEqualTo(".Look\n.\nat the data\n");
    });
  }

  @Test
  void anotherProcessGoesOnWithTheSameMails() throws Exception {
    send("one", "Hello");
    server.stop();

    server = MailNode.serve(MailFolder.in(home.resolve("mail")), 0);
    send("two", "Hello");

    assertThat(folder.all()).hasSize(2);
  }

  @Test
  void aMailThatIsTooLargeIsRefusedForGood() throws Exception {
    assertThatThrownBy(() -> send("large", "0123456789 ".repeat(100_000))).hasStackTraceContaining("552 5.3.4");

    assertThat(folder.all()).isEmpty();
    send("small", "Hello");
    assertThat(folder.all()).hasSize(1);
  }

  @Test
  void theRestOfARefusedMailIsNotTakenForCommands() throws IOException {
    try (var socket = new Socket("127.0.0.1", server.getPortAllocated())) {
      var answers = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
      var out = socket.getOutputStream();
      out.write("HELO me\r\nMAIL FROM:<a@b.example>\r\nRCPT TO:<ann@acme.example>\r\nDATA\r\n"
          .getBytes(StandardCharsets.US_ASCII));
      await(answers, "354");

      out.write(("RSET 67890123\r\n".repeat(80_000) + ".\r\n").getBytes(StandardCharsets.US_ASCII));
      await(answers, "552");
      out.write("NOOP\r\nQUIT\r\n".getBytes(StandardCharsets.US_ASCII));

      assertThat(answers.lines()).hasSize(2).last().asString().startsWith("221");
    }
  }

  private static void await(BufferedReader answers, String code) throws IOException {
    for (var answer = answers.readLine(); !answer.startsWith(code); answer = answers.readLine()) {
      assertThat(answer).startsWith("2");
    }
  }

  @Test
  void whatCannotBeKeptIsToBeSentAgain() throws Exception {
    Home.delete(home.resolve("mail"));

    assertThatThrownBy(() -> send("one", "Hello")).hasStackTraceContaining("452 4.3.1");

    Home.create(home.resolve("mail"));
    send("one", "Hello");
    assertThat(folder.all()).hasSize(1);
  }
}
