package io.aims.audit.publication;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import org.jboss.logging.Logger;

import io.aims.platform.inbox.Postponed;
import io.aims.platform.refusal.Refusal;

/**
 * Which ledgers may be relied upon. One that has fallen behind or differs from a checkpoint that already left the house is
 * answered for by nobody until its lost entries have come again, or an operator has put it right.
 */
@ApplicationScoped
public class Standing {
  private static final Logger LOG = Logger.getLogger(Standing.class);
  private static final Duration LATER = Duration.ofMinutes(5);
  private final Map<UUID, Doubt> doubts = new ConcurrentHashMap<>();
  /** How many entries the last checkpoint covers that this process knows of. */
  private final Map<UUID, Long> covered = new ConcurrentHashMap<>();
  private volatile boolean examined;

  /**
   * Why a ledger can't be relied upon.
   *
   * @param closed whether nothing is integrated either
   * @param awaited how many entries have to come again
   */
  private record Doubt(String why, boolean closed, long awaited) {
    String words() {
      return awaited == 0 ? why : "%s %,d entries are awaited.".formatted(why, awaited);
    }
  }

  /** Refuses as not ready while this organisation's ledger contradicts what was published before. */
  public void refuseUnlessSound(UUID tenant) {
    refuseUnlessExamined();
    var doubt = doubts.get(tenant);
    if (doubt != null) {
      throw new Refusal.NotReady(doubt.words(), LATER);
    }
  }

  /** Refuses as not ready until it is known which places are reserved for what a restored backup has lost. */
  public void refuseUnlessExamined() {
    if (!examined) {
      throw new Refusal.NotReady("The ledger is being compared with the checkpoints published before.",
          Duration.ofSeconds(1));
    }
  }

  /** Refuses as not ready while entries in between are awaited. */
  public void refuseUnlessWhole(UUID tenant) {
    var doubt = doubts.get(tenant);
    if (doubt != null && doubt.awaited() > 0) {
      throw new Refusal.NotReady(doubt.words(), LATER);
    }
  }

  /** Whether events of this organisation may belong to places that are reserved for them. */
  public boolean awaits(UUID tenant) {
    var doubt = doubts.get(tenant);
    return doubt != null && doubt.awaited() > 0;
  }

  /** Postpones what would take a place that a checkpoint covers: the database was put back beneath this process. */
  public void postponeIfCovered(UUID tenant, long index) {
    if (index < covered.getOrDefault(tenant, 0L)) {
      doubts.computeIfAbsent(tenant, id -> new Doubt(
          "The database was restored from an older backup, and is compared with what was published.", false, 0));
      throw new Postponed("The ledger holds less than what it has published.");
    }
  }

  void covers(UUID tenant, long size) {
    covered.put(tenant, size);
  }

  void coversAtLeast(UUID tenant, long size) {
    covered.merge(tenant, size, Math::max);
  }

  void examined() {
    examined = true;
  }

  /** Whether every checkpoint has been compared; what came out is a matter of each organisation by itself. */
  boolean ready() {
    return examined;
  }

  void sound(UUID tenant) {
    if (doubts.remove(tenant) != null) {
      LOG.infof("The ledger of organisation %s is sound again.", tenant);
    }
  }

  /** Nothing is published until {@code awaited} entries have come again, each to its place. */
  void await(UUID tenant, long awaited) {
    doubt(tenant,
        new Doubt("The database was restored from an older backup than the checkpoint that was published last.",
            false, awaited));
  }

  /** Nothing is integrated or published until somebody has put right what {@code why} says. */
  void close(UUID tenant, String why) {
    doubt(tenant, new Doubt(why, true, 0));
  }

  private void doubt(UUID tenant, Doubt doubt) {
    var earlier = doubts.put(tenant, doubt);
    if (earlier == null || !earlier.why().equals(doubt.why())) {
      LOG.errorf("The ledger of organisation %s publishes nothing: %s", tenant, doubt.words());
    }
  }

  /** What it was closed for is gone, as it seems: it shows when its entries are integrated. */
  void retry(UUID tenant) {
    doubts.computeIfPresent(tenant, (id, doubt) -> new Doubt(doubt.why(), false, 0));
  }

  boolean closed(UUID tenant) {
    var doubt = doubts.get(tenant);
    return doubt != null && doubt.closed();
  }

  /** The reason for each ledger that publishes nothing. */
  Map<UUID, String> reasons() {
    return doubts.entrySet()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, doubt -> doubt.getValue().words(), (one, other) -> one,
            TreeMap::new));
  }
}
