package io.aims.incident.hooks;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Holds what waits for its commit, by organisation and within bounds; what has entered counts until it leaves, so that
 * what is being committed takes room as well.
 */
final class WaitingRoom<T> {
  private final int seats;
  private final long bytes;
  private final int batch;
  private final Map<UUID, Deque<T>> queues = new HashMap<>();
  private int seatsTaken;
  private long bytesTaken;

  WaitingRoom(int seats, long bytes, int batch) {
    this.seats = seats;
    this.bytes = bytes;
    this.batch = batch;
  }

  /** False when there is no room; then nothing has changed. */
  synchronized boolean enter(UUID tenant, T guest, int size) {
    if (seatsTaken == seats || bytesTaken + size > bytes) {
      return false;
    }
    seatsTaken++;
    bytesTaken += size;
    queues.computeIfAbsent(tenant, t -> new ArrayDeque<>()).add(guest);
    return true;
  }

  /** The next ones of the organisation, in order of entry; they keep their room until they {@link #leave}. */
  synchronized List<T> next(UUID tenant) {
    return take(tenant, batch);
  }

  /** All that wait for the organisation. */
  synchronized List<T> all(UUID tenant) {
    return take(tenant, Integer.MAX_VALUE);
  }

  synchronized void leave(int size) {
    seatsTaken--;
    bytesTaken -= size;
  }

  synchronized boolean empty(UUID tenant) {
    return !queues.containsKey(tenant);
  }

  private List<T> take(UUID tenant, int limit) {
    var queue = queues.get(tenant);
    var taken = new ArrayList<T>();
    while (queue != null && taken.size() < limit && !queue.isEmpty()) {
      taken.add(queue.poll());
    }
    if (queue != null && queue.isEmpty()) {
      queues.remove(tenant);
    }
    return taken;
  }
}
