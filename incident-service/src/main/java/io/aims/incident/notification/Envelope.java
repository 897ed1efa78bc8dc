package io.aims.incident.notification;

import java.net.URI;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

import io.aims.incident.directory.Person;
import io.quarkus.mailer.Mail;

/**
 * The mail that tells one person all that is due for them.
 *
 * @param id the same for each try of the same content, so that who gets a mail twice can see that it is one
 * @param thread what mails are about, for readers that sort them by it
 */
record Envelope(UUID id, UUID thread, Person to, List<Message> messages) {

  /** @param portal what links begin with */
  Mail mail(String from, URI portal) {
    var domain = from.substring(from.indexOf('@') + 1);
    return Mail.withText(to.mail(), subject(), text(portal))
        .setFrom(from)
        .addHeader("Message-ID", "<%s@%s>".formatted(id, domain))
        .addHeader("References", "<%s@%s>".formatted(thread, domain))
        // no answers of machines (RFC 3834)
        .addHeader("Auto-Submitted", "auto-generated");
  }

  private String subject() {
    var first = messages.getFirst().headline();
    return messages.size() == 1 ? first : "%s (and %d more)".formatted(first, messages.size() - 1);
  }

  private String text(URI portal) {
    return messages.stream().map(message -> paragraph(message, portal)).collect(Collectors.joining("\n"))
        + "\nSent by Aims to " + to.name().replaceAll("\\p{Cntrl}+", " ")
        + ", by the organisation's rules. Nobody reads answers to this address.\n";
  }

  private static String paragraph(Message message, URI portal) {
    return "%s\n\n%s\n%s%s\n".formatted(message.headline(), message.text().strip(),
        portal.toString().replaceAll("/+$", ""), message.path());
  }
}
