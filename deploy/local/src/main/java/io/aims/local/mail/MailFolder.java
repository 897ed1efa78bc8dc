package io.aims.local.mail;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import io.aims.local.home.Home;

/**
 * One file per mail, whose names sort by the time of receipt: a mail is there whole or not at all, and only the newest
 * stay. Its first header, {@code X-Envelope-To}, names those whom it was delivered to.
 */
public final class MailFolder {
  private static final int KEPT = 1_000;
  private static final String DRAFT = ".draft";
  private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSSSSS'Z.eml'")
      .withZone(ZoneOffset.UTC);
  private static final Pattern MAIL = Pattern.compile("\\d{8}T\\d{6}\\.\\d{6}Z\\.eml");
  private final Path folder;
  private final int kept;
  private final InstantSource clock;

  /** @param kept how many mails stay */
  MailFolder(Path folder, int kept, InstantSource clock) {
    this.folder = folder;
    this.kept = kept;
    this.clock = clock;
  }

  /** The mails of this stack. */
  public static MailFolder of(Home home) {
    return in(home.data("mail"));
  }

  public static MailFolder in(Path folder) {
    return new MailFolder(folder, KEPT, InstantSource.system());
  }

  /** Removes what a death has left unfinished; for the one process that writes. */
  public void open() throws IOException {
    Home.create(folder);
    try (var drafts = Files.newDirectoryStream(folder, "*" + DRAFT)) {
      for (var draft : drafts) {
        Files.delete(draft);
      }
    }
  }

  /** Takes a mail in: it is on disk when this returns, and nothing of it is when this fails. */
  public Path keep(List<String> recipients, InputStream mail) throws IOException {
    var draft = Files.createTempFile(folder, "", DRAFT);
    try {
      try (var file = FileChannel.open(draft, StandardOpenOption.WRITE); var out = Channels.newOutputStream(file)) {
        out.write((Mail.ENVELOPE + ": " + String.join(",\r\n ", recipients) + "\r\n").getBytes(StandardCharsets.UTF_8));
        mail.transferTo(out);
        file.force(true);
      }
      return publish(draft);
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  /** Also when the clock stands still or is put back, the later mail has the higher name. */
  private synchronized Path publish(Path draft) throws IOException {
    var mails = mails();
    for (var old : mails.subList(0, Math.max(0, mails.size() - kept + 1))) {
      Files.deleteIfExists(old);
    }
    var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    var next = mails.isEmpty() ? now : receivedAt(mails.getLast()).plus(1, ChronoUnit.MICROS);
    var mail = folder.resolve(NAME.format(now.isBefore(next) ? next : now));
    Files.move(draft, mail, StandardCopyOption.ATOMIC_MOVE);
    try (var names = FileChannel.open(folder, StandardOpenOption.READ)) {
      names.force(true);
    }
    return mail;
  }

  /** The last mails, at most so many, the newest one last. */
  public List<Mail> newest(int count) throws IOException {
    var mails = mails();
    var newest = new ArrayList<Mail>();
    for (var mail : mails.subList(Math.max(0, mails.size() - count), mails.size())) {
      try {
        newest.add(Mail.read(receivedAt(mail), Files.readAllBytes(mail)));
      } catch (NoSuchFileException e) {
        // a newer one has taken its place
      }
    }
    return newest;
  }

  public List<Mail> all() throws IOException {
    return newest(kept);
  }

  private List<Path> mails() throws IOException {
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (var files = Files.list(folder)) {
      return files.filter(file -> MAIL.matcher(file.getFileName().toString()).matches()).sorted().toList();
    }
  }

  private static Instant receivedAt(Path mail) {
    return NAME.parse(mail.getFileName().toString(), Instant::from);
  }

  @Override
  public String toString() {
    return folder.toString();
  }
}
