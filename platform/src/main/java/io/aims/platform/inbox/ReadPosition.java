package io.aims.platform.inbox;

import java.util.OptionalLong;

/**
 * How far a partition has been read, as this process knows, beside what its database says about that.
 *
 * <p>The database's word is never ahead of the effects that it holds. When it is behind what was read, either nobody has saved
 * it since, or the database was put back to an earlier point: in both cases it has to be told from there on again.
 */
final class ReadPosition {
  static final long NONE = -1;
  private long saved = NONE;
  private long next = NONE;
  private long readAgainUpTo = NONE;
  private long handedOut = NONE;
  private boolean known;

  /** The message at {@code offset} has had its effect. One that may have been handed out before reading went back says nothing. */
  synchronized void processed(long offset) {
    if (readAgainUpTo != NONE && offset >= readAgainUpTo && offset < handedOut) {
      return;
    }
    readAgainUpTo = NONE;
    next = offset + 1;
  }

  /** Whether this is the database that was asked when the partition came to this process. */
  synchronized boolean known() {
    return known;
  }

  /** It may be another database from now on, which knows less of what was not saved yet. */
  synchronized void doubt() {
    known = false;
  }

  /**
   * The database, asked for the first time, holds {@code held} ({@link #NONE} for nothing), and the group has read up to
   * {@code committed}; from where it has to be read again, if so.
   */
  synchronized OptionalLong begin(long held, long committed) {
    known = true;
    saved = held;
    if (next == NONE) {
      next = committed;
    }
    return held < Math.max(next, readAgainUpTo) ? back(held) : OptionalLong.empty();
  }

  /** The database holds {@code held} now; from where it has to be read again, if that is less than it was known to hold. */
  synchronized OptionalLong compare(long held) {
    var lost = held < saved;
    saved = held;
    return lost ? back(held) : OptionalLong.empty();
  }

  private OptionalLong back(long held) {
    readAgainUpTo = Math.max(next, readAgainUpTo);
    handedOut = Long.MAX_VALUE;
    next = Math.max(held, 0);
    return OptionalLong.of(next);
  }

  /** Behind what was read before reading went back; {@link #NONE} when it has not. */
  synchronized long readAgainUpTo() {
    return readAgainUpTo;
  }

  /** Reading goes back now; messages below {@code offset} have been handed out before. */
  synchronized void handedOut(long offset) {
    handedOut = offset;
  }

  /** The topic has nothing left of what is to be read again. */
  synchronized void nothingLeft() {
    next = readAgainUpTo;
    readAgainUpTo = NONE;
  }

  /** What the database is known to hold. */
  synchronized long saved() {
    return saved;
  }

  /** What it should hold, if that is something else. */
  synchronized OptionalLong unsaved() {
    return known && next != NONE && next != saved ? OptionalLong.of(next) : OptionalLong.empty();
  }

  synchronized void saved(long offset) {
    saved = offset;
  }
}
