package io.aims.audit.pack;

import java.util.OptionalLong;
import java.util.regex.Pattern;

/** The names of the files in a pack. */
final class PackFiles {
  static final String README = "README.txt";
  static final String CHECKPOINT = "checkpoint";
  static final String MANIFEST = "manifest";
  static final String TRACE = "trace.json";

  private static final Pattern NUMBERED = Pattern
      .compile("(?:entries/([0-9]{10,18})\\.json|proofs/([0-9]{10,18})\\.tlog-proof)");

  private PackFiles() {}

  static String entry(long index) {
    return "entries/%010d.json".formatted(index);
  }

  static String proof(long index) {
    return "proofs/%010d.tlog-proof".formatted(index);
  }

  /** The index in the name of an entry or a proof, if it is one and is spelled as this class spells it. */
  static OptionalLong index(String name) {
    var matcher = NUMBERED.matcher(name);
    if (!matcher.matches()) {
      return OptionalLong.empty();
    }
    var index = Long.parseLong(matcher.group(1) != null ? matcher.group(1) : matcher.group(2));
    return name.equals(entry(index)) || name.equals(proof(index)) ? OptionalLong.of(index) : OptionalLong.empty();
  }
}
