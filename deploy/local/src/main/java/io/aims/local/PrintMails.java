package io.aims.local;

import java.io.IOException;
import java.time.temporal.ChronoUnit;
import java.util.stream.Collectors;

import io.aims.local.home.Home;
import io.aims.local.mail.Mail;
import io.aims.local.mail.MailFolder;

/** {@code mail}: prints the mails that the stack has taken last, as their receivers would read them. */
final class PrintMails {
  private final Home home;

  PrintMails(Home home) {
    this.home = home;
  }

  int run(int count) throws IOException {
    var folder = MailFolder.of(home);
    var mails = folder.newest(count);
    if (mails.isEmpty()) {
      new Running(home).ports();
      System.out.println("No mail has come yet; each will be a file in " + folder);
    } else {
      System.out.println(mails.stream()
          .map(PrintMails::readable)
          .collect(Collectors.joining("\n%s\n\n".formatted("─".repeat(
              72)))));
    }
    return 0;
  }

  /** Nothing in a mail may command the terminal. */
  static String readable(Mail mail) {
    return """
        Date:    %s
        To:      %s
        Subject: %s

        %s
        """.formatted(mail.receivedAt().truncatedTo(ChronoUnit.SECONDS), String.join(", ", mail.recipients()),
        mail.subject(), mail.text().strip()).replaceAll("[\\p{Cntrl}&&[^\\n\\t]]", "�");
  }
}
