package io.aims.incident.notification;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * What somebody is told: references, kinds and times, no free text of an incident, as mail is read by whoever carries it.
 *
 * @param headline one line; control characters become spaces
 * @param text some lines more
 * @param path where to go on, below {@code /v1}
 */
public record Message(String headline, String text, String path) {
  private static final int LINE = 200;
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("d MMM uuuu HH:mm 'UTC'", Locale.ENGLISH)
      .withZone(ZoneOffset.UTC);

  public Message {
    headline = line(headline);
    text = text.replaceAll("[\\p{Cntrl}&&[^\\n]]", " ");
  }

  /** How a message says when something is. */
  public static String time(Instant time) {
    return TIME.format(time);
  }

  private static String line(String words) {
    var line = words.replaceAll("\\p{Cntrl}+", " ").strip();
    return line.length() <= LINE ? line : line.substring(0, LINE - 1) + "…";
  }
}
