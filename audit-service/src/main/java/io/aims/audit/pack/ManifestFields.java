package io.aims.audit.pack;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import io.aims.audit.merkle.Hash;

/** Takes the lines of a manifest above its list apart, in their fixed order. */
final class ManifestFields {
  private static final Set<String> FILES = Set.of(PackFiles.README, PackFiles.TRACE);

  private final String text;
  private int at;

  ManifestFields(String text) {
    this.text = text;
  }

  private String peek() {
    var end = text.indexOf('\n', at);
    if (end < 0) {
      throw new IllegalArgumentException("ends too early");
    }
    return text.substring(at, end);
  }

  private String next() {
    var line = peek();
    at += line.length() + 1;
    return line;
  }

  void expect(String line) {
    var found = next();
    if (!found.equals(line)) {
      throw new IllegalArgumentException("begins with '" + found + "' instead of '" + line + "'");
    }
  }

  String field(String name) {
    var line = next();
    if (!line.startsWith(name + " ")) {
      throw new IllegalArgumentException("has '" + line + "' where '" + name + "' belongs");
    }
    return line.substring(name.length() + 1);
  }

  UUID uuid(String name) {
    return uuid(field(name), name);
  }

  static UUID uuid(String value, String name) {
    try {
      return UUID.fromString(value);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("'" + value + "' is no " + name, e);
    }
  }

  Instant instant(String name) {
    var value = field(name);
    try {
      return Instant.parse(value);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("'" + value + "' is no time", e);
    }
  }

  long number(String name, long most) {
    var value = field(name);
    try {
      var number = Long.parseLong(value);
      if (number >= 0 && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // named below
    }
    throw new IllegalArgumentException("'" + name + " " + value + "' is not a number from 0 to " + most);
  }

  Map<String, Hash> files() {
    var files = new LinkedHashMap<String, Hash>();
    while (peek().startsWith("file ")) {
      var words = next().split(" ", -1);
      if (words.length != 3) {
        throw new IllegalArgumentException("a file has a name and a hash");
      }
      files.put(words[1], Hash.parseHex(words[2]));
    }
    if (!files.containsKey(PackFiles.README) || !FILES.containsAll(files.keySet())) {
      throw new IllegalArgumentException("lists the files " + files.keySet());
    }
    return files;
  }

  /** How much has been taken. */
  int length() {
    return at;
  }

  String rest() {
    return text.substring(at);
  }
}
