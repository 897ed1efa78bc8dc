package io.aims.platform.note;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A text with the signatures of one or more keys, as of c2sp.org/signed-note. Parsing says nothing about trust: the
 * text counts only after {@link #verify}.
 *
 * @param text ends with a newline, which is signed with it
 */
public record SignedNote(String text, List<NoteSignature> signatures) {
  /** The specification asks for 16 at least; witnesses rarely need more. */
  public static final int MAX_SIGNATURES = 64;

  public SignedNote {
    signatures = List.copyOf(signatures);
    if (!text.endsWith("\n") || text.codePoints().anyMatch(SignedNote::isForbidden)) {
      throw new InvalidNote(InvalidNote.Reason.TEXT, "a note ends with a newline and has no other control character");
    }
    if (signatures.isEmpty()) {
      throw unsigned();
    }
    if (signatures.size() > MAX_SIGNATURES) {
      throw new InvalidNote(InvalidNote.Reason.TOO_MANY_SIGNATURES, "more than " + MAX_SIGNATURES + " signatures");
    }
  }

  public static SignedNote sign(String text, NoteSigner... signers) {
    var signatures = new ArrayList<NoteSignature>();
    for (var signer : signers) {
      signatures.add(signer.sign(text));
    }
    return new SignedNote(text, signatures);
  }

  /** The caller bounds the size of what it hands over. */
  public static SignedNote parse(byte[] bytes) {
    var blank = lastBlankLine(bytes);
    if (blank < 0 || blank + 2 == bytes.length || bytes[bytes.length - 1] != '\n') {
      throw unsigned();
    }
    var lines = decode(bytes, blank + 2, bytes.length);
    var signatures = new ArrayList<NoteSignature>();
    for (var at = 0; at < lines.length();) {
      if (signatures.size() == MAX_SIGNATURES) {
        throw new InvalidNote(InvalidNote.Reason.TOO_MANY_SIGNATURES, "more than " + MAX_SIGNATURES + " signatures");
      }
      var end = lines.indexOf('\n', at);
      signatures.add(NoteSignature.parse(lines.substring(at, end)));
      at = end + 1;
    }
    return new SignedNote(decode(bytes, 0, blank + 1), signatures);
  }

  private static int lastBlankLine(byte[] bytes) {
    for (var i = bytes.length - 2; i >= 0; i--) {
      if (bytes[i] == '\n' && bytes[i + 1] == '\n') {
        return i;
      }
    }
    return -1;
  }

  public byte[] encode() {
    var lines = new StringBuilder("\n");
    signatures.forEach(signature -> lines.append(signature.line()));
    var head = text.getBytes(UTF_8);
    var tail = lines.toString().getBytes(UTF_8);
    var note = Arrays.copyOf(head, head.length + tail.length);
    System.arraycopy(tail, 0, note, head.length, tail.length);
    return note;
  }

  /** The same text with one more signature, such as that of a witness. */
  public SignedNote with(NoteSignature signature) {
    var all = new ArrayList<>(signatures);
    all.add(signature);
    return new SignedNote(text, all);
  }

  /**
   * Checks every signature of a known key. Unknown signers are ignored; a known key's signature that does not fit
   * condemns the note, whoever else has signed it.
   *
   * @return the known keys that signed, at least one
   */
  public List<VerifierKey> verify(Collection<VerifierKey> known) {
    var bytes = text.getBytes(UTF_8);
    var verified = new ArrayList<VerifierKey>();
    for (var signature : signatures) {
      for (var key : known) {
        if (key.isNamedIn(signature) && !verified.contains(key)) {
          if (!key.verifies(bytes, signature.bytes())) {
            throw new InvalidNote(InvalidNote.Reason.WRONG_SIGNATURE,
                "the signature of " + signature + " does not fit the text");
          }
          verified.add(key);
        }
      }
    }
    if (verified.isEmpty()) {
      throw new InvalidNote(InvalidNote.Reason.UNKNOWN_KEY, "signed by " + names(signatures)
          + ", but by none of the known keys: "
          + known.stream()
              .map(k -> k.name() + " (key id " + k.idHex() + ")")
              .collect(
                  Collectors.joining(", ")));
    }
    return verified;
  }

  private static String names(List<NoteSignature> signatures) {
    return signatures.stream().map(NoteSignature::toString).collect(Collectors.joining(", "));
  }

  /** Manifests are long and ASCII: that case takes no detour over UTF-16. */
  private static String decode(byte[] bytes, int from, int to) {
    var ascii = true;
    for (var i = from; i < to && ascii; i++) {
      ascii = bytes[i] >= 0;
    }
    try {
      return ascii
          ? new String(bytes, from, to - from, US_ASCII)
          : UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, from, to - from)).toString();
    } catch (CharacterCodingException e) {
      throw new InvalidNote(InvalidNote.Reason.TEXT, "not UTF-8");
    }
  }

  private static boolean isForbidden(int c) {
    return c < 0x20 && c != '\n' || c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
  }

  private static InvalidNote unsigned() {
    return new InvalidNote(InvalidNote.Reason.UNSIGNED, "no blank line with signature lines after it");
  }
}
