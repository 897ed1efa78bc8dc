package io.aims.platform.test;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;

/** What tests see of the mail server that {@link MailTestResource} has started, and what they let it do. */
public final class TestMail {

  private TestMail() {}

  /** Everything that was taken since the last {@link #forget()}, in order. */
  public static List<Received> received() {
    return office().taken().stream().map(Received::read).toList();
  }

  /** What was taken for one address. */
  public static List<Received> receivedBy(String address) {
    return received().stream().filter(mail -> mail.recipients().contains(address)).toList();
  }

  public static void forget() {
    office().forget();
  }

  public static int port() {
    return office().port();
  }

  /** From now on every mail is taken and answered, as at the beginning. */
  public static void serve() {
    office().serve();
  }

  /** Every recipient is refused for the time being (451). */
  public static void refuseForNow() {
    office().refuseForNow();
  }

  /** This recipient is refused for the time being (451). */
  public static void refuseForNow(String recipient) {
    office().refuseForNow(recipient);
  }

  /** This recipient is refused for good (550). */
  public static void refuse(String recipient) {
    office().refuse(recipient);
  }

  /** Nobody gets an answer any more who names a recipient; who goes on waiting gets it after {@link #serve()}. */
  public static void hang() {
    office().hang();
  }

  /** Every mail is taken, and its sender never learns it. */
  public static void takeWithoutAnswer() {
    office().takeWithoutAnswer();
  }

  /** Connections are cut and new ones refused. */
  public static void goAway() {
    office().goAway();
  }

  private static MailTestResource.Counter office() {
    return Bridge.reach(MailTestResource.Counter.class);
  }

  /**
   * A mail as the server got it.
   *
   * @param sender of the envelope
   * @param recipients of the envelope
   * @param headers as they came, by their names in any case
   * @param text the plain text, empty without one
   * @param html the HTML, empty without one
   */
  public record Received(String sender, List<String> recipients, String subject, Map<String, List<String>> headers,
      String text, String html) {

    static Received read(byte[] source) {
      try {
        var mail = new MimeMessage(null, new ByteArrayInputStream(source));
        var headers = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
        for (var header : Collections.list(mail.getAllHeaders())) {
          headers.computeIfAbsent(header.getName(), name -> new ArrayList<>()).add(header.getValue());
        }
        return new Received(headers.get(MailTestResource.SENDER).getFirst(),
            List.of(headers.get(MailTestResource.RECIPIENTS).getFirst().split(",")),
            Objects.requireNonNullElse(mail.getSubject(), ""), headers, text(mail, "text/plain"),
            text(mail, "text/html"));
      } catch (MessagingException | IOException e) {
        throw new IllegalStateException("A mail can't be read", e);
      }
    }

    /** The first part of this type. */
    private static String text(Part part, String type) throws MessagingException, IOException {
      if (part.isMimeType("multipart/*")) {
        var parts = new MimeMultipart(part.getDataHandler().getDataSource());
        for (var i = 0; i < parts.getCount(); i++) {
          var text = text(parts.getBodyPart(i), type);
          if (!text.isEmpty()) {
            return text;
          }
        }
        return "";
      }
      return part.isMimeType(type) ? decoded(part) : "";
    }

    private static String decoded(Part part) throws MessagingException, IOException {
      var charset = new ContentType(part.getContentType()).getParameter("charset");
      return new String(part.getInputStream().readAllBytes(), charset == null ? "US-ASCII" : charset)
          .replace("\r\n", "\n");
    }
  }
}
