package io.aims.local.stack;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Decides when a component that died is started again: at once after a calm time, later and later while it keeps dying,
 * and not any more when it kept dying without ever having been ready.
 */
final class RestartPolicy {
  static final int ATTEMPTS = 6;
  static final Duration WINDOW = Duration.ofMinutes(2);
  /** Who served this long before it died has no standing fault. */
  static final Duration CALM = Duration.ofSeconds(5);
  static final List<Duration> PAUSES = List.of(Duration.ZERO, Duration.ofSeconds(1), Duration.ofSeconds(2),
      Duration.ofSeconds(5), Duration.ofSeconds(15));
  private final List<Duration> pauses;
  /** Deaths since it was ready last. */
  private final Deque<Instant> neverReady = new ArrayDeque<>();
  private int unrest;
  private @Nullable Instant readySince;

  /** @param pauses before the first attempt after a calm time, the second, and so on; the last one stays */
  RestartPolicy(List<Duration> pauses) {
    this.pauses = pauses;
  }

  /** What follows from a death. */
  sealed interface Verdict {
    record StartAfter(Duration pause) implements Verdict {}

    record GiveUp(int deaths, Duration within) implements Verdict {}
  }

  /** It serves; to be told once per process. */
  void ready(Instant at) {
    readySince = at;
    neverReady.clear();
  }

  boolean isReady() {
    return readySince != null;
  }

  Verdict died(Instant at) {
    if (readySince != null && !at.isBefore(readySince.plus(CALM))) {
      unrest = 0;
    }
    readySince = null;
    neverReady.addLast(at);
    while (neverReady.getFirst().isBefore(at.minus(WINDOW))) {
      neverReady.removeFirst();
    }
    if (neverReady.size() >= ATTEMPTS) {
      return new Verdict.GiveUp(neverReady.size(), WINDOW);
    }
    return new Verdict.StartAfter(pauses.get(Math.min(unrest++, pauses.size() - 1)));
  }
}
