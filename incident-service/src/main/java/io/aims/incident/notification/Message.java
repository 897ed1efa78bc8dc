package io.aims.incident.notification;

/**
 * What somebody is told: references, kinds and times, no free text of an incident, as mail is read by whoever carries it.
 *
 * @param headline one line; control characters become spaces
 * @param text some lines more
 * @param path where to go on, below {@code /v1}
 */
public record Message(String headline, String text, String path) {
  private static final int LINE = 200;

  public Message {
    headline = line(headline);
    text = text.replaceAll("[\\p{Cntrl}&&[^\\n]]", " ");
  }

  private static String line(String words) {
    var line = words.replaceAll("\\p{Cntrl}+", " ").strip();
    return line.length() <= LINE ? line : line.substring(0, LINE - 1) + "…";
  }
}
