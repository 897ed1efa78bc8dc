package io.aims.faults.check;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import io.aims.local.identity.Accounts;
import io.aims.local.identity.Accounts.Person;
import io.aims.local.mail.Mail;
import io.aims.local.mail.MailFolder;

/** Reads what the mail server has kept, by whom it was meant for. */
public final class Mails {
  private final MailFolder folder;
  private final Map<String, UUID> people;
  private Instant since = Instant.EPOCH;

  /** @param accounts whose names are their addresses */
  public Mails(MailFolder folder, Accounts accounts) {
    this.folder = folder;
    this.people = accounts.people()
        .stream()
        .collect(Collectors.toMap(Person::username, person -> UUID.fromString(person.id())));
  }

  /** From here on mails belong to the next run. */
  void beginRun() {
    kept().stream().map(Mail::receivedAt).max(Instant::compareTo).ifPresent(last -> since = last);
  }

  List<Evidence.Mail> read() {
    return kept().stream()
        .filter(mail -> mail.receivedAt().isAfter(since))
        .map(mail -> new Evidence.Mail(mail.recipients().stream().map(people::get).toList(), mail.text()))
        .toList();
  }

  private List<Mail> kept() {
    try {
      return folder.all();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
