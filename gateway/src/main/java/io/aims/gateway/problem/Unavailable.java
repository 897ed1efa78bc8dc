package io.aims.gateway.problem;

/** A part that this request needs can't be asked right now, and nothing was done yet. */
public final class Unavailable extends RuntimeException {

  /**
   * @param what who could not be asked, for the log
   * @param cause why
   */
  public Unavailable(String what, Throwable cause) {
    super(what + ": " + cause.getMessage(), cause, false, false);
  }
}
