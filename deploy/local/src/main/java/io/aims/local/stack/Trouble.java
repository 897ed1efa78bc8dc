package io.aims.local.stack;

/** Something that the person at the keyboard can act on: the message is all that is shown, without a stack trace. */
public final class Trouble extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public Trouble(String message) {
    super(message);
  }
}
