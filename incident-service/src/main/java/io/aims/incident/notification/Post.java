package io.aims.incident.notification;

import java.time.Duration;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.aims.incident.directory.Directory;
import io.aims.incident.directory.Entry;
import io.aims.incident.directory.Entry.Reachable;
import io.aims.incident.directory.Entry.Unreachable;
import io.aims.incident.notification.Delivered.Later;
import io.aims.incident.notification.Delivered.Never;
import io.aims.incident.notification.Delivered.Taken;
import io.aims.platform.refusal.Faults;
import io.quarkus.mailer.reactive.ReactiveMailer;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.mail.SMTPException;
import io.vertx.ext.mail.SMTPException.EnhancedStatus;
import io.vertx.ext.mail.mailencoder.EmailAddress;

/** Looks an address up and hands the mail to the mail server; no transaction is open meanwhile. */
@ApplicationScoped
class Post {
  /** How the mail client begins what it says of a recipient that was refused; of the same codes elsewhere it says other words. */
  private static final String AT_RECIPIENT = "recipient address not accepted";
  /** The mailbox is at fault (RFC 5321, 4.2.3). */
  private static final Set<Integer> MAILBOX = Set.of(550, 551, 553);
  private final Directory directory;
  private final ReactiveMailer mailer;
  private final NotificationConfig config;

  Post(Directory directory, ReactiveMailer mailer, NotificationConfig config) {
    this.directory = directory;
    this.mailer = mailer;
    this.config = config;
  }

  /** A sender that is none would be the fault of every mail. */
  void start(@Observes StartupEvent starting) {
    if (!isAddress(config.from())) {
      throw new IllegalArgumentException("AIMS_MAIL_FROM is no mail address: " + config.from());
    }
  }

  /** How long a delivery may take. */
  Duration patience() {
    return directory.patience().plus(config.patience());
  }

  /** Never fails. */
  Uni<Delivered> deliver(Bag bag) {
    if (config.host().filter(host -> !host.isBlank()).isEmpty()) {
      return Uni.createFrom().item(new Never(Failure.NO_MAIL_SERVER));
    }
    return directory.find(bag.tenant(), bag.person())
        .chain(entry -> deliver(bag, entry))
        .onFailure()
        .recoverWithItem(fault -> new Later("The directory does not answer: " + Faults.summary(fault), Duration.ZERO));
  }

  private Uni<Delivered> deliver(Bag bag, Entry entry) {
    return switch (entry) {
      case Reachable reachable -> isAddress(reachable.person().mail())
          ? send(bag.to(reachable.person()))
          : Uni.createFrom().item(new Never(Failure.NO_ADDRESS));
      case Unreachable unreachable -> Uni.createFrom().item(new Never(switch (unreachable.why()) {
        case NOT_A_MEMBER -> Failure.NOT_A_MEMBER;
        case DISABLED -> Failure.DISABLED;
        case NO_ADDRESS -> Failure.NO_ADDRESS;
      }));
    };
  }

  private Uni<Delivered> send(Envelope envelope) {
    return Uni.createFrom()
        .deferred(() -> mailer.send(envelope.mail(config.from(), config.portal())))
        .ifNoItem()
        .after(config.patience())
        .fail()
        .map(sent -> (Delivered) new Taken())
        .onFailure()
        .recoverWithItem(this::judge);
  }

  /** What was not answered in time may have been taken, so that trying again soon would send one copy after the other. */
  private Delivered judge(Throwable fault) {
    return fault instanceof TimeoutException
        ? new Later("The mail server does not answer in time.", config.pauseAfterTimeout())
        : refused(fault);
  }

  static Delivered refused(Throwable fault) {
    if (!(fault instanceof SMTPException refused)) {
      return new Later("The mail server can't be used: " + Faults.summary(fault), Duration.ZERO);
    }
    var personal = MAILBOX.contains(refused.getReplyCode()) && refused.getMessage().startsWith(AT_RECIPIENT)
    // a matter of policy, as that we may not relay (RFC 3463, 3.8), is not the mailbox's
        && refused.getEnhancedStatus() != EnhancedStatus.OTHER_SECURITY;
    return personal
        ? new Never(Failure.REFUSED)
        : new Later("The mail server refuses it with " + refused.getReplyCode(), Duration.ZERO);
  }

  /** A bare one, without a name. */
  static boolean isAddress(String text) {
    try {
      var address = new EmailAddress(text);
      return address.getEmail().equals(text) && text.indexOf('@') > 0;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
