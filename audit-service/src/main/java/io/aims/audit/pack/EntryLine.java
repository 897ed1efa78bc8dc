package io.aims.audit.pack;

import java.util.regex.Pattern;

import io.aims.audit.merkle.Hash;

/**
 * What the manifest says, under its signature, about one entry: enough to name it even when its bytes are gone.
 *
 * @param index place in the ledger, from 0
 * @param leaf RFC 6962 leaf hash of the entry's bytes
 * @param eventId CloudEvents {@code id}
 * @param type CloudEvents {@code type}
 */
public record EntryLine(long index, Hash leaf, String eventId, String type) {
  private static final Pattern INDEX = Pattern.compile("0|[1-9][0-9]{0,17}");
  private static final Pattern EVENT_ID = Pattern.compile("[0-9A-Za-z._:-]{1,64}");
  private static final Pattern TYPE = Pattern.compile("[0-9A-Za-z._-]{1,128}");

  public EntryLine {
    if (index < 0 || !EVENT_ID.matcher(eventId).matches() || !TYPE.matcher(type).matches()) {
      throw new IllegalArgumentException(
          "no line can be written for entry " + index + ", event " + eventId + ", " + type);
    }
  }

  static EntryLine parse(String line) {
    var fields = line.split(" ", -1);
    if (fields.length != 4 || !INDEX.matcher(fields[0]).matches()) {
      throw new IllegalArgumentException("not an entry: " + line);
    }
    return new EntryLine(Long.parseLong(fields[0]), Hash.parseHex(fields[1]), fields[2], fields[3]);
  }

  String text() {
    return index + " " + leaf.hex() + " " + eventId + " " + type + "\n";
  }

  String entryName() {
    return PackFiles.entry(index);
  }

  String proofName() {
    return PackFiles.proof(index);
  }

  /** The entry's name in every message. */
  @Override
  public String toString() {
    return "entry " + index + " (event " + eventId + ", " + type + ")";
  }
}
