package io.aims.incident.concern;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * Where an anonymous reporter's concern is found: {@code acme-7QK2M9XA4RTB}.
 *
 * @param organisation short name of the organisation
 * @param name what it is called there
 */
record Handle(String organisation, String name) {

  /** Null for what can't be a handle. */
  static @Nullable Handle parse(String text) {
    var at = text.lastIndexOf('-');
    return at < 1 ? null : new Handle(text.substring(0, at), text.substring(at + 1).toUpperCase(Locale.ROOT));
  }

  @Override
  public String toString() {
    return organisation + "-" + name;
  }
}
