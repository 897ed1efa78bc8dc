package io.aims.platform.note;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;

/** One signature line of a note: who claims to have signed, and the signature in whatever algorithm that key uses. */
public final class NoteSignature {
  private static final String DASH = "\u2014 ";

  private final String name;
  private final int keyId;
  private final byte[] bytes;

  NoteSignature(String name, int keyId, byte[] bytes) {
    this.name = name;
    this.keyId = keyId;
    this.bytes = bytes.clone();
  }

  /** @param line without its newline */
  public static NoteSignature parse(String line) {
    var space = line.indexOf(' ', DASH.length());
    if (!line.startsWith(DASH) || space < 0) {
      throw malformed("a signature line is an em dash, a name and base64");
    }
    var name = line.substring(DASH.length(), space);
    if (!KeyName.isValid(name)) {
      throw malformed("not a key's name: '" + name + "'");
    }
    var bytes = Base64Text.decode(line.substring(space + 1)).orElseThrow(() -> malformed("not base64"));
    if (bytes.length <= Integer.BYTES) {
      throw malformed("too short for a key id and a signature");
    }
    return new NoteSignature(name, ByteBuffer.wrap(bytes).getInt(), Arrays.copyOfRange(bytes, 4, bytes.length));
  }

  private static InvalidNote malformed(String why) {
    return new InvalidNote(InvalidNote.Reason.SIGNATURE_LINE, "malformed signature line: " + why);
  }

  public String name() {
    return name;
  }

  public int keyId() {
    return keyId;
  }

  public String keyIdHex() {
    return HexFormat.of().toHexDigits(keyId);
  }

  byte[] bytes() {
    return bytes;
  }

  String line() {
    var all = ByteBuffer.allocate(Integer.BYTES + bytes.length).putInt(keyId).put(bytes).array();
    return DASH + name + " " + Base64Text.encode(all) + "\n";
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NoteSignature that && line().equals(that.line());
  }

  @Override
  public int hashCode() {
    return keyId;
  }

  @Override
  public String toString() {
    return name + " (key id " + keyIdHex() + ")";
  }
}
