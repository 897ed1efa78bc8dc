package io.aims.faults.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import io.aims.platform.inbox.SimulatedInbox;
import io.aims.platform.relay.SimulatedRelay;
import io.aims.platform.stream.Continuity;

/** A service in two replicas over one database: its relays, its feeds, and what its transactions have done. */
final class Service {
  private static final int REPLICAS = 2;
  private static final Duration POLL = Duration.ofMillis(250);
  private static final Duration HEARTBEAT = Duration.ofMillis(1500);
  private static final Duration COMMIT = Duration.ofMillis(500);
  private static final int FETCH = 10;
  private static final double LOST_REQUESTS = 30;
  private static final Duration ON_ITS_WAY = Duration.ofSeconds(2);
  private final World world;
  private final Broker broker;
  private final String name;
  private final Database database;
  private final EventTable events;
  private final SimulatedRelay.Tables tables;
  private final SimulatedInbox inbox;
  private final List<Node> nodes = new ArrayList<>();
  private final Map<String, Group> groups = new HashMap<>();
  private final Map<Node, Continuity> continuities = new HashMap<>();
  private int holders;
  private boolean careless;

  Service(World world, Broker broker, String name) {
    this.world = world;
    this.broker = broker;
    this.name = name;
    this.database = new Database(world);
    this.events = new EventTable(world, name);
    this.tables = new SimulatedRelay.Tables(database, events);
    this.inbox = new SimulatedInbox(world, database);
    for (var i = 0; i < REPLICAS; i++) {
      var node = new Node(world, name + "-" + i);
      nodes.add(node);
      node.does(
          () -> new SimulatedRelay(world, tables, broker, name, begin(node)).run(new UUID(name.hashCode(), ++holders)));
    }
  }

  /** What this life of a process knows about whether its database continues what was published. */
  private Continuity begin(Node node) {
    var continuity = new Continuity();
    continuities.put(node, continuity);
    return continuity;
  }

  /** That of the process which calls. */
  Continuity continuity() {
    return continuities.get(Strand.current().node());
  }

  /** Its consumers pass over a record now and then. */
  void passesOver() {
    careless = true;
  }

  /** Lets every replica look after what is parked, and ask {@code owners} by their names for what they miss. */
  void watches(Map<String, Service> owners) {
    for (var node : nodes) {
      node.does(() -> inbox.watch(world, request -> {
        var owner = owners.get(request.source());
        if (!world.misfortune(LOST_REQUESTS)) {
          world.after(world.upTo(ON_ITS_WAY), () -> {
            if (owner.database.reachable()) {
              owner.events.replay(request.tenant(), request.aggregate(), request.from(), request.to());
            }
          });
        }
      }));
    }
  }

  /** Lets every replica listen to {@code topic}. */
  void listens(String topic, SimulatedInbox.Effect effect) {
    var group = new Group(world);
    groups.put(topic, group);
    var feed = inbox.feed(topic, effect);
    for (var node : nodes) {
      node.does(() -> beat(group, node));
      node.does(() -> consume(topic, group, node, feed));
    }
  }

  /** Work of one replica besides, in each of its lives. */
  void does(Runnable work) {
    nodes.getFirst().does(work);
  }

  void start() {
    nodes.forEach(Node::start);
  }

  private void beat(Group group, Node node) {
    while (true) {
      if (broker.reachable()) {
        group.heartbeat(node);
      }
      Strand.current().pause(HEARTBEAT);
    }
  }

  /** Takes records one after the other; a place is committed after the record has had its effect, and every now and then only. */
  private void consume(String topic, Group group, Node node, Function<Broker.Message, @Nullable Void> feed) {
    var positions = new HashMap<Integer, Long>();
    var generation = -1;
    var committedAt = 0L;
    while (true) {
      Strand.current().pause(POLL);
      if (!broker.reachable()) {
        continue;
      }
      if (generation != group.generation()) {
        generation = group.generation();
        positions.clear();
      }
      for (var partition = 0; partition < Broker.PARTITIONS; partition++) {
        if (group.has(node, partition)) {
          var at = positions.computeIfAbsent(partition, group::committed);
          var log = broker.log(topic, partition);
          var end = Math.min(log.size(), at + FETCH);
          for (var offset = at; offset < end; offset++) {
            if (!careless || !world.misfortune(Trouble.PER_OFFSET)) {
              feed.apply(log.get((int) (long) offset));
            }
            positions.put(partition, offset + 1);
          }
        }
      }
      if (world.nanos() - committedAt > COMMIT.toNanos()) {
        committedAt = world.nanos();
        for (var position : positions.entrySet()) {
          group.commit(node, generation, position.getKey(), position.getValue());
        }
      }
    }
  }

  /** Whether all that was written is sent and all that was sent has been taken in. */
  boolean quiet() {
    return events.drained() && inbox.parked() == 0 && groups.entrySet().stream().allMatch(group -> {
      for (var partition = 0; partition < Broker.PARTITIONS; partition++) {
        if (group.getValue().committed(partition) < broker.log(group.getKey(), partition).size()) {
          return false;
        }
      }
      return true;
    });
  }

  String name() {
    return name;
  }

  Database database() {
    return database;
  }

  EventTable events() {
    return events;
  }

  SimulatedRelay.Tables tables() {
    return tables;
  }

  SimulatedInbox inbox() {
    return inbox;
  }

  List<Node> nodes() {
    return nodes;
  }
}
