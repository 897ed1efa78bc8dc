package io.aims.platform.relay;

import java.time.Duration;
import java.util.UUID;
import java.util.function.LongSupplier;

/**
 * The right to relay, held by one process at a time; each new holder gets a higher term.
 *
 * <p>Expiry is judged by the store's clock when taking over and, more strictly, by this process's own monotonic clock
 * when using it: a process that was frozen finds its deadline passed before it sends, and its old term refused when it
 * marks.
 */
final class Lease {
  private final UUID holder;
  private final Duration length;
  private final LongSupplier nanos;
  private long term;
  private long deadline;
  private long renewAt;
  private boolean held;

  Lease(UUID holder, Duration length, LongSupplier nanos) {
    this.holder = holder;
    this.length = length;
    this.nanos = nanos;
  }

  /** Takes or renews the lease when it is due; false while somebody else holds it. */
  boolean hold(RelayStore store) {
    var asked = nanos.getAsLong();
    if (held && asked - renewAt < 0) {
      return true;
    }
    term = store.take(holder, length);
    held = term > 0;
    if (held) {
      deadline = asked + length.toNanos() * 3 / 4;
      renewAt = asked + length.toNanos() / 4;
    }
    return held;
  }

  /** True while it is certain that nobody else can have taken over. */
  boolean certain() {
    return held && nanos.getAsLong() - deadline < 0;
  }

  /** Keeps others from taking over until the transaction ends; false when this holder is no longer the one. */
  boolean confirm(RelayStore.Transaction transaction) {
    held = transaction.confirm(new Term(holder, term));
    return held;
  }

  /** Gives the lease up at an orderly stop, so that the next process need not wait for its end. */
  void release(RelayStore store) {
    if (held) {
      held = false;
      store.release(holder);
    }
  }
}
