package io.aims.platform.relay;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.aims.platform.stream.StreamHead;

/**
 * The order of the relay's steps: confirm the lease, forget what the broker has, number what is next, commit, send, await.
 *
 * <p>An event's number is on disk before the event is sent, so that it is the same whenever it is sent again; an event is
 * forgotten only by the holder who saw it acknowledged and still is the one. Knows no database, no broker, no thread and
 * no clock but the lease's: a simulation runs it as it is.
 */
final class RelayProtocol {
  private final RelayStore store;
  private final Broker broker;
  private final Lease lease;
  private final int limit;
  private final Set<UUID> reached = new HashSet<>();
  private List<Long> acknowledged = List.of();
  private boolean standby;

  RelayProtocol(RelayStore store, Broker broker, Lease lease, int limit) {
    this.store = store;
    this.broker = broker;
    this.lease = lease;
    this.limit = limit;
  }

  /** One turn; true when it was a full one and more may wait. Fails with {@link Away}, after which a later turn goes on. */
  boolean round() throws InterruptedException {
    var batch = next();
    send(batch);
    return batch.size() >= limit;
  }

  /** True while another process has the lease. */
  boolean standby() {
    return standby;
  }

  /** The organisations of which something has arrived since the last call. */
  Set<UUID> reached() {
    var since = Set.copyOf(reached);
    reached.clear();
    return since;
  }

  /** The store may have been put back to an earlier point: what was acknowledged may be another event there, or have no number. */
  void beginAnew() {
    acknowledged = List.of();
  }

  /** The transaction of a turn: what it returns is numbered for good and may be sent. */
  List<Outgoing> next() {
    standby = !lease.hold(store);
    if (standby) {
      acknowledged = List.of();
      return List.of();
    }
    if (acknowledged.isEmpty() && store.empty()) {
      return List.of();
    }
    try (var transaction = store.begin()) {
      standby = !lease.confirm(transaction);
      if (standby) {
        acknowledged = List.of();
        return List.of();
      }
      transaction.forget(acknowledged);
      var waiting = transaction.next(limit);
      var numbered = number(transaction, waiting);
      transaction.commit(!numbered.isEmpty());
      acknowledged = List.of();
      return waiting.stream().map(event -> outgoing(event, numbered.get(event.position()))).toList();
    }
  }

  /** Sends in order and waits; what the broker has up to the first fault is forgotten by the next turn, the rest sent again. */
  void send(List<Outgoing> batch) throws InterruptedException {
    var flights = new ArrayList<Future<?>>(batch.size());
    for (var event : batch) {
      if (!lease.certain()) {
        break;
      }
      var flight = launch(event);
      flights.add(flight);
      if (flight.state() == Future.State.FAILED) {
        break;
      }
    }
    var arrived = new ArrayList<Long>(flights.size());
    acknowledged = arrived;
    try {
      for (var i = 0; i < flights.size(); i++) {
        flights.get(i).get();
        arrived.add(batch.get(i).position());
        reached.add(batch.get(i).tenant());
      }
    } catch (ExecutionException e) {
      broker.discard();
      throw new Away(e.getCause());
    }
  }

  /** An orderly end: forgets what was acknowledged and lets the next process take over at once. */
  void stop() {
    if (!acknowledged.isEmpty()) {
      try (var transaction = store.begin()) {
        if (lease.confirm(transaction)) {
          transaction.forget(acknowledged);
          transaction.commit(true);
        }
      }
      acknowledged = List.of();
    }
    lease.release(store);
  }

  private Future<?> launch(Outgoing event) {
    try {
      return broker.send(event);
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  /** Gives each event that has none the next place of its organisation's stream. */
  private static Map<Long, Place> number(RelayStore.Transaction transaction, List<Waiting> waiting) {
    var places = new HashMap<Long, Place>();
    var fresh = waiting.stream().filter(event -> event.place() == null).toList();
    if (fresh.isEmpty()) {
      return places;
    }
    var heads = new HashMap<>(transaction.heads(fresh.stream().map(Waiting::tenant).collect(Collectors.toSet())));
    var present = transaction.epoch();
    var numbered = new ArrayList<Numbered>(fresh.size());
    for (var event : fresh) {
      var head = heads.getOrDefault(event.tenant(), StreamHead.EMPTY).append(event.body());
      var place = new Place(head.size(), Objects.requireNonNullElse(event.epoch(), present));
      heads.put(event.tenant(), head);
      places.put(event.position(), place);
      numbered.add(new Numbered(event, place, head));
    }
    transaction.number(numbered);
    return places;
  }

  private static Outgoing outgoing(Waiting event, @Nullable Place fresh) {
    var place = event.place() == null ? Objects.requireNonNull(fresh) : event.place();
    return new Outgoing(event.position(), event.tenant(), event.aggregateId(), event.body(), place);
  }
}
