package io.aims.platform.stream;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import jakarta.enterprise.context.ApplicationScoped;

import org.jspecify.annotations.Nullable;

import io.aims.platform.refusal.Refusal;

/**
 * Whether this database continues what the service has published, or was restored to an earlier point: then every change
 * would be a second history beside the one that others hold, and is refused.
 */
@ApplicationScoped
public class Continuity {
  private volatile @Nullable String broken;
  private volatile @Nullable String unknown;
  private volatile boolean doubted;
  private final AtomicLong comparisons = new AtomicLong();

  /** Refuses while it is known that the database is older than what was published. */
  public void require() {
    var why = broken;
    if (why != null) {
      throw new Refusal.NotReady(why, Duration.ofMinutes(1));
    }
  }

  /** Why the database does not continue what was published; null while nothing speaks against it. */
  public @Nullable String broken() {
    return broken;
  }

  /** Why it is not known whether the database continues what was published: changes are accepted, but not sent; null when it is known. */
  public @Nullable String unknown() {
    return unknown;
  }

  /** The database was compared with what was published: {@code why} it does not continue it, null when it does. */
  public void found(@Nullable String why) {
    broken = why;
    unknown = null;
    doubted = false;
    comparisons.incrementAndGet();
  }

  /**
   * Something speaks for a restore: what is published is to be compared with the database once more, before anything is sent.
   * What to ask {@link #answered} with.
   */
  public long doubt() {
    doubted = true;
    return comparisons.get() + 1;
  }

  /** Whether the database was compared since that doubt, and continues what was published, or its loss was accepted. */
  public boolean answered(long doubt) {
    return comparisons.get() >= doubt && broken == null;
  }

  public boolean doubted() {
    return doubted;
  }

  /** It could not be compared; what was found before stays. */
  public void notCompared(String why) {
    unknown = why;
  }
}
