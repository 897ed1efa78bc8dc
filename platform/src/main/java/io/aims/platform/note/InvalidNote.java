package io.aims.platform.note;

import java.io.Serial;

/** Says which rule a note or a key breaks, so that a verifier can name it instead of answering no. */
public final class InvalidNote extends RuntimeException {
  @Serial
  private static final long serialVersionUID = 1L;

  public enum Reason {
    /** Not UTF-8, or a control character other than newline. */
    TEXT,
    /** No blank line with signature lines after it. */
    UNSIGNED,
    /** A line among the signatures is not one. */
    SIGNATURE_LINE, TOO_MANY_SIGNATURES,
    /** Nobody whose key is known has signed. */
    UNKNOWN_KEY,
    /** A known key's signature does not fit the text. */
    WRONG_SIGNATURE,
    /** A verifier key that breaks its format. */
    KEY,
    /** The text of a note does not say what belongs in its place. */
    CONTENT
  }

  private final transient Reason reason;

  public InvalidNote(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
