package io.aims.incident.concern;

import java.util.Locale;

/**
 * Where an anonymous reporter's concern is found: {@code acme-7QK2M9XA4RTB}.
 *
 * @param organisation short name of the organisation when it was given out
 * @param name what it is called there
 */
record Handle(String organisation, String name) {

  /**
   * The name in {@code text}: it is enough to find the concern, also when the organisation is called otherwise by now.
   */
  static String nameIn(String text) {
    return text.substring(text.lastIndexOf('-') + 1).toUpperCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return organisation + "-" + name;
  }
}
