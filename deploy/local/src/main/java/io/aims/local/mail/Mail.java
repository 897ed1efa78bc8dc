package io.aims.local.mail;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimeUtility;

/**
 * A mail as people read it.
 *
 * @param recipients of the envelope, whatever the header says
 * @param text the plain text of it, else its other text as it came
 */
public record Mail(Instant receivedAt, List<String> recipients, String subject, String text) {
  static final String ENVELOPE = "X-Envelope-To";

  /** Reads every mail somehow: one that is not well-formed is shown as it came. */
  static Mail read(Instant receivedAt, byte[] source) {
    try {
      var message = new MimeMessage(null, new ByteArrayInputStream(source));
      return new Mail(receivedAt, recipients(message), Optional.ofNullable(message.getSubject()).orElse(""),
          text(message, "text/plain").or(() -> text(message, "text/*")).orElse(""));
    } catch (MessagingException | Unreadable e) {
      return new Mail(receivedAt, List.of(), "", new String(source, StandardCharsets.UTF_8));
    }
  }

  private static List<String> recipients(MimeMessage message) throws MessagingException {
    var header = message.getHeader(ENVELOPE);
    return header == null
        ? List.of()
        : Stream.of(MimeUtility.unfold(header[0]).split(",")).map(String::strip).filter(to -> !to.isEmpty()).toList();
  }

  /** The first part of this type that is no attachment. */
  private static Optional<String> text(Part part, String type) {
    try {
      if (Part.ATTACHMENT.equalsIgnoreCase(part.getDisposition())) {
        return Optional.empty();
      }
      if (part.isMimeType("multipart/*")) {
        var parts = new MimeMultipart(part.getDataHandler().getDataSource());
        for (var i = 0; i < parts.getCount(); i++) {
          var text = text(parts.getBodyPart(i), type);
          if (text.isPresent()) {
            return text;
          }
        }
        return Optional.empty();
      }
      return part.isMimeType(type) ? Optional.of(decoded(part)) : Optional.empty();
    } catch (MessagingException | IOException e) {
      throw new Unreadable(e);
    }
  }

  /** Line ends as this system has them. */
  private static String decoded(Part part) throws MessagingException, IOException {
    return new String(part.getInputStream().readAllBytes(), charset(part)).replace("\r\n", "\n");
  }

  private static Charset charset(Part part) throws MessagingException, UnsupportedEncodingException {
    var name = part.getContentType() == null ? null : new ContentType(part.getContentType()).getParameter("charset");
    try {
      return name == null ? StandardCharsets.UTF_8 : Charset.forName(MimeUtility.javaCharset(name));
    } catch (IllegalArgumentException e) {
      throw new UnsupportedEncodingException(name);
    }
  }

  /** Carries the checked failure through the search. */
  private static final class Unreadable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unreadable(Exception why) {
      super(why);
    }
  }
}
