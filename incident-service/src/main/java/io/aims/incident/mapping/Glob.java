package io.aims.incident.mapping;

/** Patterns in which {@code *} stands for any characters: read from left to right, never back. */
final class Glob {
  private Glob() {}

  static boolean matches(String pattern, String name) {
    var parts = pattern.split("\\*", -1);
    if (parts.length == 1) {
      return pattern.equals(name);
    }
    var last = parts[parts.length - 1];
    var at = parts[0].length();
    var end = name.length() - last.length();
    if (end < at || !name.startsWith(parts[0]) || !name.endsWith(last)) {
      return false;
    }
    for (var part = 1; part < parts.length - 1; part++) {
      var found = name.indexOf(parts[part], at);
      if (found < 0 || found + parts[part].length() > end) {
        return false;
      }
      at = found + parts[part].length();
    }
    return true;
  }
}
