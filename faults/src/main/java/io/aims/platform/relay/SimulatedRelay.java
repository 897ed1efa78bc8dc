package io.aims.platform.relay;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

import org.jspecify.annotations.Nullable;

import io.aims.faults.simulation.Database;
import io.aims.faults.simulation.EventTable;
import io.aims.faults.simulation.Node;
import io.aims.faults.simulation.Strand;
import io.aims.faults.simulation.World;
import io.aims.platform.inbox.ReceivedEvent;
import io.aims.platform.stream.Continuity;
import io.aims.platform.stream.StreamHead;

/** The relay's protocol between a simulated database and a simulated broker. */
public final class SimulatedRelay {
  private static final Duration LEASE = Duration.ofSeconds(4);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration RECHECK = Duration.ofSeconds(1);
  private static final int BATCH = 5;
  private final World world;
  private final io.aims.faults.simulation.Broker topic;
  private final String name;
  private final Tables tables;
  private final Continuity continuity;
  private boolean checked;

  /** The tables of one service that its relays share. */
  public static final class Tables {
    private final Database database;
    private final EventTable events;
    private final Map<Long, Place> places = new HashMap<>();
    private final TreeMap<String, Long> taken = new TreeMap<>();
    private final Map<UUID, StreamHead> heads = new HashMap<>();
    private @Nullable UUID holder;
    private long term;
    private long expires;
    private int epoch = 1;
    private final Set<Node> compared = new HashSet<>();

    public Tables(Database database, EventTable events) {
      this.database = database;
      this.events = events;
    }

    /** Positions of the event log by their place, e.g. {@code tenant/1}. */
    public Map<String, Long> placesTaken() {
      return taken;
    }

    /** Accepts that what was published and is not here is lost: a new epoch begins above {@code above}. */
    public void acceptRestore(int above) {
      events.endEpoch(epoch);
      epoch = Math.max(epoch, above) + 1;
    }

    /** A copy of everything as it is; running it puts it back. */
    public Runnable backup() {
      var events = this.events.backup();
      var places = Map.copyOf(this.places);
      var taken = Map.copyOf(this.taken);
      var heads = Map.copyOf(this.heads);
      var holder = this.holder;
      var term = this.term;
      var expires = this.expires;
      var epoch = this.epoch;
      return () -> {
        events.run();
        this.places.clear();
        this.places.putAll(places);
        this.taken.clear();
        this.taken.putAll(taken);
        this.heads.clear();
        this.heads.putAll(heads);
        this.holder = holder;
        this.term = term;
        this.expires = expires;
        this.epoch = epoch;
        compared.clear();
      };
    }

    /** Whether this process has compared this database with the topic. */
    public boolean compared(Node process) {
      return compared.contains(process);
    }

    /** Whether this event, as it was published, stands in its place here. */
    public boolean knows(io.aims.faults.simulation.Broker.Message message) {
      var event = ReceivedEvent.read(message.value());
      var position = taken.get(event.tenant() + "/" + message.headers().get("aims-stream-seq"));
      return position != null && events.is(position, event.id());
    }

    public StreamHead head(UUID tenant) {
      return heads.getOrDefault(tenant, StreamHead.EMPTY);
    }
  }

  public SimulatedRelay(World world, Tables tables, io.aims.faults.simulation.Broker topic, String name,
      Continuity continuity) {
    this.world = world;
    this.tables = tables;
    this.topic = topic;
    this.name = name;
    this.continuity = continuity;
  }

  /** What the relay's thread does in each life of its process. */
  public void run(UUID holder) {
    var protocol = new RelayProtocol(new Store(), new Sender(), new Lease(holder, LEASE, world::nanos), BATCH);
    tables.compared.remove(Strand.current().node());
    var failures = 0;
    while (true) {
      try {
        if (!continues(protocol)) {
          Strand.current().pause(RECHECK);
          continue;
        }
        var more = protocol.round();
        failures = 0;
        if (!more) {
          Strand.current().pause(protocol.standby() ? LEASE.dividedBy(4) : POLL);
        }
      } catch (Away e) {
        checked = false;
        failures = Math.min(failures + 1, 5);
        Strand.current().pause(Duration.ofMillis(100L << failures));
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** As the relay does: nothing is sent before the database proves to be no older than what was published. */
  private boolean continues(RelayProtocol protocol) {
    if (!checked) {
      protocol.beginAnew();
      var connection = tables.database.begin();
      away(() -> {
        connection.statement();
        return null;
      });
      if (!topic.reachable()) {
        throw new Away(new IllegalStateException("the end of the topic can't be read"));
      }
      var published = topic.all(name);
      var epoch = away(() -> {
        connection.statement();
        return tables.epoch;
      });
      var older = published.stream()
          .filter(message -> epoch(message) >= epoch)
          .anyMatch(message -> !tables.knows(message));
      continuity.found(older ? "The database is older than what was published." : null);
      tables.compared.add(Strand.current().node());
      checked = !older;
    }
    return checked;
  }

  /** The epoch under which a message was published. */
  public static int epoch(io.aims.faults.simulation.Broker.Message message) {
    return Integer.parseInt(message.headers().get("aims-stream-epoch"));
  }

  private final class Sender implements Broker {
    @Override
    public Future<?> send(Outgoing event) {
      var sending = topic.send(name, event.aggregateId().toString(), event.body(),
          Map.of("aims-stream-seq", Long.toString(event.place().seq()), "aims-stream-epoch",
              Integer.toString(event.place().epoch())));
      return new CompletableFuture<Void>() {
        @Override
        public Void get() throws java.util.concurrent.ExecutionException {
          if (!sending.await()) {
            throw new java.util.concurrent.ExecutionException(new IllegalStateException("not acknowledged in time"));
          }
          return null;
        }
      };
    }

    @Override
    public void discard() {
      topic.giveUp(Strand.current());
    }
  }

  private final class Store implements RelayStore {
    @Override
    public long take(UUID holder, Duration length) {
      return away(() -> {
        var transaction = tables.database.begin();
        transaction.lock("lease");
        var mine = holder.equals(tables.holder);
        if (!mine && tables.holder != null && tables.expires >= world.nanos()) {
          transaction.rollback();
          return 0L;
        }
        var number = mine ? tables.term : tables.term + 1;
        transaction.write(() -> {
          tables.holder = holder;
          tables.term = number;
          tables.expires = world.nanos() + length.toNanos();
        });
        transaction.commit();
        return number;
      });
    }

    @Override
    public void release(UUID holder) {
      throw new IllegalStateException("processes of a simulation never stop in order");
    }

    @Override
    public boolean empty() {
      return away(() -> {
        tables.database.begin().statement();
        return tables.events.drained();
      });
    }

    @Override
    public Transaction begin() {
      return new StoreTransaction(tables.database.begin());
    }
  }

  private static <T> T away(java.util.function.Supplier<T> work) {
    try {
      return work.get();
    } catch (Database.ConnectionLost e) {
      throw new Away(e);
    }
  }

  private final class StoreTransaction implements RelayStore.Transaction {
    private final Database.Transaction transaction;
    private List<Long> forgotten = List.of();
    private List<Numbered> numbered = List.of();
    private Map<UUID, StreamHead> headsBefore = Map.of();

    private StoreTransaction(Database.Transaction transaction) {
      this.transaction = transaction;
    }

    @Override
    public boolean confirm(Term term) {
      return away(() -> {
        transaction.lock("lease");
        return term.holder().equals(tables.holder) && term.number() == tables.term;
      });
    }

    @Override
    public void forget(List<Long> positions) {
      away(() -> {
        transaction.statement();
        return null;
      });
      forgotten = List.copyOf(positions);
      transaction.write(() -> tables.events.forget(forgotten));
    }

    @Override
    public List<Waiting> next(int limit) {
      return away(() -> {
        transaction.statement();
        return tables.events.waiting(limit + forgotten.size())
            .stream()
            .filter(row -> !forgotten.contains(row.position()))
            .limit(limit)
            .map(row -> new Waiting(row.position(), row.occurredAt(), row.tenant(), row.id(), row.aggregate(),
                row.body(),
                tables.places.get(row.position()), tables.events.epochOf(row.position())))
            .toList();
      });
    }

    @Override
    public int epoch() {
      return tables.epoch;
    }

    @Override
    public Map<UUID, StreamHead> heads(Set<UUID> tenants) {
      return away(() -> {
        transaction.statement();
        var found = new HashMap<>(tables.heads);
        found.keySet().retainAll(tenants);
        return found;
      });
    }

    @Override
    public void number(List<Numbered> events) {
      away(() -> {
        transaction.statement();
        return null;
      });
      numbered = List.copyOf(events);
      transaction.write(() -> headsBefore = Map.copyOf(tables.heads));
      transaction.write(() -> numbered.forEach(each -> {
        var event = each.event();
        tables.places.put(event.position(), each.place());
        if (tables.taken.putIfAbsent(event.tenant() + "/" + each.place().seq(), event.position()) != null) {
          world.trouble("place " + each.place().seq() + " of a stream was given twice");
        }
        tables.heads.put(event.tenant(), each.head());
      }));
    }

    @Override
    public void commit(boolean durable) {
      away(() -> {
        if (durable) {
          transaction.commit();
        } else {
          transaction.commitRelaxed(this::undo);
        }
        return null;
      });
    }

    private void undo() {
      tables.events.remember(forgotten);
      if (!numbered.isEmpty()) {
        tables.heads.clear();
        tables.heads.putAll(headsBefore);
      }
      numbered.forEach(each -> {
        tables.places.remove(each.event().position());
        tables.taken.remove(each.event().tenant() + "/" + each.place().seq());
      });
    }

    @Override
    public void close() {
      transaction.rollback();
    }
  }
}
