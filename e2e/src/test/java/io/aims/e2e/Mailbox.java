package io.aims.e2e;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;

import io.aims.local.mail.Mail;

/** The mails that the stack has taken for one person, of which a journey looks for those that speak of its own things. */
final class Mailbox {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private final RunningStack stack;
  private final String address;

  private Mailbox(RunningStack stack, String address) {
    this.stack = stack;
    this.address = address;
  }

  static Mailbox of(String address) {
    return new Mailbox(RunningStack.get(), address);
  }

  /** The mails that have these words in their subject or text, the newest one last. */
  List<Mail> about(String words) {
    try {
      return stack.mails()
          .all()
          .stream()
          .filter(mail -> mail.recipients().contains(address))
          .filter(mail -> mail.subject().contains(words) || mail.text().contains(words))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits for the first of them. */
  Mail firstAbout(String words) {
    return await("a mail to %s about %s".formatted(address, words)).atMost(PATIENCE)
        .until(() -> about(words), mails -> !mails.isEmpty())
        .getFirst();
  }
}
