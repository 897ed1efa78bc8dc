package io.aims.platform.inbox;

/** Too many events of an organisation are parked: the consumer has to wait for room. */
final class Full extends RuntimeException {
  Full(String feed) {
    super("Too many events are parked in " + feed + ".", null, false, false);
  }
}
