package io.aims.audit.completeness;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.aims.platform.stream.StreamHead;

/**
 * A stream as the service signed for it last, and how far the ledger is with it.
 *
 * @param note what the service has signed
 * @param contradictingNote what it has signed besides for the same size of the same epoch, with another digest
 * @param contradiction the ledger holds other events than those that were signed for, in words
 * @param held the first numbers without a gap, and the digest over their entries
 * @param behindSince since when nothing that was signed for has arrived
 */
record StreamRow(UUID tenant, String service, StreamHead claimed, int epoch, Instant claimedAt, String note,
    @Nullable String contradictingNote, @Nullable String contradiction, StreamHead held, @Nullable Instant behindSince,
    @Nullable Instant askedAt) {
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);

  StreamState state(Instant now, Duration patience) {
    if (contradictingNote != null || contradiction != null) {
      return StreamState.FORKED;
    }
    if (held.size() >= claimed.size()) {
      return StreamState.COMPLETE;
    }
    return overdue(now, patience) ? StreamState.INCOMPLETE : StreamState.CATCHING_UP;
  }

  boolean overdue(Instant now, Duration patience) {
    return behindSince != null && !now.isBefore(behindSince.plus(patience));
  }

  /** Whether what is missing is to be asked for: when it is overdue, and again after as long as it has been missing. */
  boolean toBeAskedFor(Instant now, Duration patience) {
    if (behindSince == null || !overdue(now, patience)) {
      return false;
    }
    if (askedAt == null) {
      return true;
    }
    var pause = Duration.between(behindSince, askedAt);
    return !now.isBefore(askedAt.plus(pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE));
  }

  /** Whether a claim of this epoch says something else of as many events. */
  boolean contradicts(StreamHead other, int otherEpoch) {
    return otherEpoch == epoch && other.size() == claimed.size() && !other.equals(claimed);
  }

  /**
   * After a step of the comparison. Another digest counts once it has stayed for longer than an event is on its way: of a
   * number that was given anew in a later epoch, the later event may still come. The comparison begins anew then.
   */
  StreamRow after(Comparison step, Instant now, Duration patience) {
    if (step.differs()) {
      var counts = contradiction != null || overdue(now, patience);
      return with(StreamHead.EMPTY, counts ? differs() : null, counts ? null : behindSince, askedAt);
    }
    if (step.held().size() >= claimed.size()) {
      return with(step.held(), null, null, null);
    }
    return step.held().size() > held.size()
        ? with(step.held(), contradiction, now, null)
        : with(step.held(), contradiction, behindSince, askedAt);
  }

  StreamRow asked(Instant at) {
    return with(held, contradiction, behindSince, at);
  }

  /** When to look again; null when nothing is to be looked for until the next claim. */
  @Nullable
  Instant nextLook(Instant now, Duration every) {
    if (behindSince == null) {
      return null;
    }
    var behind = Duration.between(behindSince, now).dividedBy(4);
    return now.plus(behind.compareTo(every) > 0 ? behind.compareTo(LONGEST_PAUSE) < 0 ? behind : LONGEST_PAUSE : every);
  }

  private String differs() {
    return "The first %d events of %s in the ledger are not those that it signed for.".formatted(claimed.size(),
        service);
  }

  private StreamRow with(StreamHead nowHeld, @Nullable String why, @Nullable Instant since, @Nullable Instant asked) {
    return new StreamRow(tenant, service, claimed, epoch, claimedAt, note, contradictingNote, why, nowHeld, since,
        asked);
  }
}
