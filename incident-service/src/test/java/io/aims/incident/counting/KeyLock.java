package io.aims.incident.counting;

import java.util.Comparator;
import java.util.UUID;

import io.aims.incident.signal.Kind;
import io.aims.platform.test.TestRealm;

/** The lock of a key of acme's, for tests that play another process in SQL. */
public final class KeyLock {
  private KeyLock() {}

  /** Waits for it and has it alone until the transaction ends. */
  public static String alone(String system, Kind kind) {
    return "select pg_advisory_xact_lock(" + id(system, kind) + ")";
  }

  /** The same without waiting: whether it was free. */
  public static String tried(String system, Kind kind) {
    return "select pg_try_advisory_xact_lock(" + id(system, kind) + ")";
  }

  /** Systems in the order in which their keys of that kind are locked. */
  public static Comparator<UUID> order(Kind kind) {
    return Comparator.comparing(system -> KeyLocks.number(new OpenKey(system, kind)));
  }

  private static String id(String system, Kind kind) {
    return "hashtext('incident keys %s'), %d".formatted(TestRealm.ACME,
        KeyLocks.number(new OpenKey(UUID.fromString(system), kind)));
  }
}
