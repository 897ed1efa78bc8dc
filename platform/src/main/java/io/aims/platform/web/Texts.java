package io.aims.platform.web;

/** What can be kept of the text that clients send. */
final class Texts {
  private Texts() {}

  /** PostgreSQL keeps no U+0000, and half a surrogate pair is no character (RFC 7493 section 2.1). */
  static boolean clean(String text) {
    return text.codePoints().noneMatch(c -> c == 0 || c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
  }
}
