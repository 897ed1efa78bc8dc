package io.aims.audit.publication;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.context.ApplicationScoped;

import org.jboss.logging.Logger;

import io.aims.platform.refusal.Refusal;

/**
 * Which ledgers may be relied upon. One that has fallen behind or differs from a checkpoint that already left the house is
 * answered for by nobody until an operator has restored it.
 */
@ApplicationScoped
public class Standing {
  private static final Logger LOG = Logger.getLogger(Standing.class);
  private final Map<UUID, String> unsound = new ConcurrentHashMap<>();
  private volatile boolean examined;

  /** Refuses as not ready while this organisation's ledger contradicts what was published before. */
  public void refuseUnlessSound(UUID tenant) {
    if (!examined) {
      throw new Refusal.NotReady("The ledger is being compared with the checkpoints published before.",
          Duration.ofSeconds(1));
    }
    var why = unsound.get(tenant);
    if (why != null) {
      throw new Refusal.NotReady(why, Duration.ofMinutes(5));
    }
  }

  void examined() {
    examined = true;
  }

  /** Whether every checkpoint has been compared; what came out is a matter of each organisation by itself. */
  boolean ready() {
    return examined;
  }

  void sound(UUID tenant) {
    if (unsound.remove(tenant) != null) {
      LOG.infof("The ledger of organisation %s is sound again.", tenant);
    }
  }

  void unsound(UUID tenant, String why) {
    if (!why.equals(unsound.put(tenant, why))) {
      LOG.errorf("The ledger of organisation %s publishes nothing: %s", tenant, why);
    }
  }

  /** The reason for each ledger that publishes nothing. */
  Map<UUID, String> reasons() {
    return new TreeMap<>(unsound);
  }
}
