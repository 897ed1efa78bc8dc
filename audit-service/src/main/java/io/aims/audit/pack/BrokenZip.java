package io.aims.audit.pack;

import java.io.Serial;

/** The archive cannot be read any further. */
final class BrokenZip extends Exception {
  @Serial
  private static final long serialVersionUID = 1L;

  enum Cause {
    CUT_OFF, MALFORMED, TOO_LARGE
  }

  private final Cause why;

  BrokenZip(Cause why, String message) {
    super(message);
    this.why = why;
  }

  Cause why() {
    return why;
  }
}
