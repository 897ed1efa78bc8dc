package io.aims.audit.completeness;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.aims.platform.stream.StreamHead;

/**
 * A stream as the service signed for it last, and how far the ledger is with it.
 *
 * @param contradiction what is wrong with the claim, in words; stays until a claim of a later epoch
 * @param held the first numbers without a gap, and the digest over their entries
 * @param behindSince since when something that was signed for has not been here
 */
record StreamRow(UUID tenant, String service, StreamHead claimed, int epoch, Instant claimedAt,
    @Nullable String contradiction, StreamHead held, @Nullable Instant behindSince, @Nullable Instant askedAt) {

  StreamState state(Instant now, Duration patience) {
    if (contradiction != null) {
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

  /** Whether what is missing is to be asked for, which is done again after as long as it has been missing. */
  boolean toBeAskedFor(Instant now, Duration patience) {
    if (contradiction != null || behindSince == null || !overdue(now, patience)) {
      return false;
    }
    return askedAt == null || !now.isBefore(askedAt.plus(Duration.between(behindSince, askedAt)));
  }

  /** Why {@code next}, signed later, can't follow this claim; null when it does. */
  @Nullable String contradictedBy(StreamHead next, int nextEpoch) {
    if (nextEpoch > epoch) {
      return null;
    }
    if (contradiction != null) {
      return contradiction;
    }
    return next.size() == claimed.size() && !next.equals(claimed)
        ? "%s signed two different digests for its first %d events.".formatted(service, next.size())
        : null;
  }

  /** What is found when the entries up to the claim's size have another digest than the claim. */
  String differs() {
    return "The first %d events of %s in the ledger are not those that it signed for.".formatted(claimed.size(), service);
  }
}
