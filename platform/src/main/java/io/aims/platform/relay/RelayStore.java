package io.aims.platform.relay;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import io.aims.platform.stream.StreamHead;

/** What the relay keeps: the lease, the outbox and the places in the streams. Every method may fail with {@link Away}. */
interface RelayStore {

  /** Takes or prolongs the lease by the store's own clock; the term's number, or 0 while somebody else holds it. */
  long take(UUID holder, Duration length);

  /** Ends the holder's lease at once, if it is still its own. */
  void release(UUID holder);

  /** True when nothing waits: a look that locks and writes nothing. */
  boolean empty();

  Transaction begin();

  /** Steps that become true together, at {@link #commit}, or not at all. */
  interface Transaction extends AutoCloseable {

    /** Locks the lease against a take-over until the end; false when the term is over. */
    boolean confirm(Term term);

    void forget(List<Long> positions);

    /**
     * The next events in the order of their positions, at most {@code limit} and never more than memory is meant for; behind
     * them a few of those that are sent again because somebody misses them.
     */
    List<Waiting> next(int limit);

    /** The epoch of this database: that of events recorded now. */
    int epoch();

    /** The heads of the streams of these organisations; a stream that has not begun is missing. */
    Map<UUID, StreamHead> heads(Set<UUID> tenants);

    /** Keeps the places, in this order, and with them the new heads. */
    void number(List<Numbered> events);

    /** {@code durable} waits for the disk; otherwise a crash may undo the steps, as if they had not been made. */
    void commit(boolean durable);

    /** Undoes what was not committed. */
    @Override
    void close();
  }
}
