package io.aims.gateway.problem;

/** A part that this request needs can't be asked right now, and nothing was done yet. */
public final class Unavailable extends RuntimeException {

  /**
   * Says what is away.
   *
   * @param what for the log
   */
  public Unavailable(String what) {
    super(what, null, false, false);
  }

  /**
   * Says who could not be asked, and why.
   *
   * @param whom for the log
   */
  public Unavailable(String whom, Throwable cause) {
    super(whom + ": " + cause.getMessage(), cause, false, false);
  }
}
