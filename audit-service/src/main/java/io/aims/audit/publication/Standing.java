package io.aims.audit.publication;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

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

  /** How many entries have to come again, of the organisations that await some. */
  private final Map<UUID, Long> awaited = new ConcurrentHashMap<>();

  /**
   * Why a ledger can't be relied upon.
   *
   * @param closed whether nothing is integrated either
   */
  private record Doubt(String why, boolean closed) {}

  /** Refuses as not ready while this organisation's ledger contradicts what was published before. */
  public void refuseUnlessSound(UUID tenant) {
    refuseUnlessExamined();
    var doubt = doubts.get(tenant);
    if (doubt != null) {
      throw new Refusal.NotReady(words(tenant, doubt), LATER);
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
    refuseUnlessExamined();
    if (awaits(tenant)) {
      refuseUnlessSound(tenant);
    }
  }

  /** Whether events of this organisation may belong to places that are reserved for them. */
  public boolean awaits(UUID tenant) {
    return awaited.containsKey(tenant);
  }

  /** How many places are covered by a checkpoint, as far as this process knows: no new entry takes one of them. */
  public long covered(UUID tenant) {
    return covered.getOrDefault(tenant, 0L);
  }

  /** The next place is covered, or was reserved meanwhile: the database was put back beneath this process. */
  public Postponed postponed(UUID tenant) {
    doubts.computeIfAbsent(tenant, id -> new Doubt(
        "The database was restored from an older backup, and is compared with what was published.", false));
    return new Postponed("The ledger holds less than what it has published.");
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

  /** The database does not answer; another one may when it does again. */
  void unexamined() {
    examined = false;
  }

  /** Whether every checkpoint has been compared; what came out is a matter of each organisation by itself. */
  boolean ready() {
    return examined;
  }

  void sound(UUID tenant) {
    awaited.remove(tenant);
    if (doubts.remove(tenant) != null) {
      LOG.infof("The ledger of organisation %s is sound again.", tenant);
    }
  }

  /** Nothing is published until so many entries have come again, each to its place. */
  void await(UUID tenant, long entries) {
    awaited.put(tenant, entries);
    doubt(tenant, new Doubt(
        "The database was restored from an older backup than the checkpoint that was published last.", false));
  }

  /** Nothing is integrated or published until somebody has put right what {@code why} says. */
  void close(UUID tenant, String why) {
    doubt(tenant, new Doubt(why, true));
  }

  private void doubt(UUID tenant, Doubt doubt) {
    var earlier = doubts.put(tenant, doubt);
    if (earlier == null || !earlier.why().equals(doubt.why())) {
      LOG.errorf("The ledger of organisation %s publishes nothing: %s", tenant, words(tenant, doubt));
    }
  }

  /** What it was closed for is gone, as it seems: it shows when its entries are integrated. */
  void retry(UUID tenant) {
    doubts.computeIfPresent(tenant, (id, doubt) -> new Doubt(doubt.why(), false));
  }

  boolean closed(UUID tenant) {
    var doubt = doubts.get(tenant);
    return doubt != null && doubt.closed();
  }

  private String words(UUID tenant, Doubt doubt) {
    var entries = awaited.getOrDefault(tenant, 0L);
    return entries == 0 ? doubt.why() : "%s %,d entries are awaited.".formatted(doubt.why(), entries);
  }

  /** The reason for each ledger that publishes nothing. */
  Map<UUID, String> reasons() {
    var reasons = new TreeMap<UUID, String>();
    doubts.forEach((tenant, doubt) -> reasons.put(tenant, words(tenant, doubt)));
    return reasons;
  }
}
