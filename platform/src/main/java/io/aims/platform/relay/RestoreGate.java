package io.aims.platform.relay;

import java.util.function.Supplier;

import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import io.aims.platform.refusal.Faults;
import io.aims.platform.stream.Continuity;

/**
 * Lets nothing be sent before the database has proved to be no older than what was sent: at start, and again after a fault,
 * behind which a restore may hide. What keeps it shut can be seen from outside.
 */
final class RestoreGate {
  private static final Logger LOG = Logger.getLogger(RestoreGate.class);
  private final Supplier<@Nullable String> check;
  private final Continuity continuity;
  private volatile boolean open;

  /**
   * A gate that is shut.
   *
   * @param check why the database is older than what was published; null when it is not
   */
  RestoreGate(Supplier<@Nullable String> check, Continuity continuity) {
    this.check = check;
    this.continuity = continuity;
  }

  /** Compares, if it is shut or a restore is suspected, and tells whether it is open; fails when the two can't be compared. */
  boolean opens() {
    if (!open || continuity.doubted()) {
      var finding = finding();
      if (finding != null && continuity.broken() == null) {
        LOG.error(finding);
      }
      continuity.found(finding);
      open = finding == null;
    }
    return open;
  }

  boolean isOpen() {
    return open;
  }

  void shut() {
    open = false;
  }

  private @Nullable String finding() {
    try {
      return check.get();
    } catch (RuntimeException e) {
      continuity.notCompared("Nothing is relayed: what was published can't be compared with the database: "
          + Faults.summary(e));
      LOG.warn(continuity.unknown());
      throw e;
    }
  }
}
