package io.aims.platform.relay;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;

import io.aims.platform.stream.StreamHead;

/** The relay's tables in memory, with a clock of their own; what a transaction does becomes true at its commit. */
final class MemoryStore implements RelayStore {
  final AtomicLong clock = new AtomicLong();
  final TreeMap<Long, Waiting> outbox = new TreeMap<>();
  final Map<Long, Place> places = new HashMap<>();
  final Map<UUID, StreamHead> heads = new HashMap<>();
  int epoch = 1;
  int begun;
  int largestRead;
  boolean commitsFail;
  private @Nullable UUID holder;
  private long term;
  private long expiresAt;

  Waiting event(long position, UUID tenant, UUID aggregate) {
    var event = new Waiting(position, Instant.EPOCH, tenant, UUID.randomUUID(), aggregate,
        ("event " + position).getBytes(), null, null);
    outbox.put(position, event);
    return event;
  }

  @Override
  public long take(UUID asking, Duration length) {
    if (!asking.equals(holder)) {
      if (holder != null && clock.get() <= expiresAt) {
        return 0;
      }
      term++;
    }
    holder = asking;
    expiresAt = clock.get() + length.toNanos();
    return term;
  }

  @Override
  public void release(UUID asking) {
    if (asking.equals(holder)) {
      expiresAt = clock.get() - 1;
    }
  }

  @Override
  public boolean empty() {
    return outbox.isEmpty();
  }

  @Override
  public Transaction begin() {
    begun++;
    return new MemoryTransaction();
  }

  private final class MemoryTransaction implements Transaction {
    private final List<Runnable> steps = new ArrayList<>();
    private final Set<Long> forgotten = new HashSet<>();

    @Override
    public boolean confirm(Term asked) {
      return asked.holder().equals(holder) && asked.number() == term;
    }

    @Override
    public void forget(List<Long> positions) {
      forgotten.addAll(positions);
      steps.add(() -> outbox.keySet().removeAll(List.copyOf(positions)));
    }

    @Override
    public List<Waiting> next(int limit) {
      var next = outbox.values()
          .stream()
          .filter(e -> !forgotten.contains(e.position()))
          .limit(limit)
          .map(e -> new Waiting(e.position(), e.occurredAt(), e.tenant(), e.eventId(), e.aggregateId(), e.body(),
              places.get(e.position()), e.epoch()))
          .toList();
      largestRead = Math.max(largestRead, next.size());
      return next;
    }

    @Override
    public int epoch() {
      return epoch;
    }

    @Override
    public Map<UUID, StreamHead> heads(Set<UUID> tenants) {
      var found = new HashMap<>(heads);
      found.keySet().retainAll(tenants);
      return found;
    }

    @Override
    public void number(List<Numbered> events) {
      steps.add(() -> events.forEach(e -> {
        places.put(e.event().position(), e.place());
        heads.put(e.event().tenant(), e.head());
      }));
    }

    @Override
    public void commit(boolean durable) {
      if (commitsFail) {
        throw new Away(new java.io.IOException("the disk is full"));
      }
      steps.forEach(Runnable::run);
    }

    @Override
    public void close() {
      steps.clear();
    }
  }
}
