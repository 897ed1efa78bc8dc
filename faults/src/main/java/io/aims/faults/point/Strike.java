package io.aims.faults.point;

/** What happens to a service at a crash point. */
public enum Strike {
  /** {@code kill -9}; the supervisor starts it again. */
  KILL,
  /** Stopped for longer than the relay's lease and the consumers' session, then let go on as if nothing had been. */
  FREEZE,
  /** The connection on which it happens is reset; the message that was under way is lost. */
  RESET
}
