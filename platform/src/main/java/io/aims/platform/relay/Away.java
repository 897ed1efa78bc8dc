package io.aims.platform.relay;

/** The database or the broker can't be reached, or answers with a fault; the relay tries again later. */
final class Away extends RuntimeException {
  Away(Throwable cause) {
    super(cause);
  }
}
