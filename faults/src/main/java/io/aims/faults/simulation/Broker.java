package io.aims.faults.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Partitioned logs that keep what they have acknowledged. A record may be appended late, although its sender has given up or
 * died; an acknowledgement may get lost; a record may never arrive. Those of one sender stay in order only when it asks for
 * that: then nothing arrives behind a record that does not.
 */
public final class Broker {
  static final int PARTITIONS = 3;
  private static final Duration WAY = Duration.ofMillis(1);
  private static final Duration DELIVERY_TIMEOUT = Duration.ofSeconds(20);
  private final World world;
  private final Map<String, List<List<Message>>> topics = new HashMap<>();
  private final List<Sending> underWay = new ArrayList<>();
  private final List<Sending> late = new ArrayList<>();
  private final Map<List<Object>, Session> sessions = new HashMap<>();
  private boolean ordered;
  private long downUntil;

  Broker(World world) {
    this.world = world;
  }

  /** What one life of a sender has sent to one partition since it connected. */
  private static final class Session {
    private long lastArrival;
    private boolean broken;
  }

  /** From now on records of a sender stay in order, as an idempotent producer has it. */
  void keepOrder() {
    ordered = true;
  }

  /** A record with its place. */
  public record Message(String topic, int partition, long offset, String key, byte[] value,
      Map<String, String> headers) {}

  void outage(Duration length) {
    downUntil = world.nanos() + length.toNanos();
  }

  public boolean reachable() {
    return world.nanos() >= downUntil;
  }

  List<Message> log(String topic, int partition) {
    return topics.computeIfAbsent(topic, name -> {
      var partitions = new ArrayList<List<Message>>();
      for (var i = 0; i < PARTITIONS; i++) {
        partitions.add(new ArrayList<>());
      }
      return partitions;
    }).get(partition);
  }

  /** Everything that is on a topic. */
  public List<Message> all(String topic) {
    var all = new ArrayList<Message>();
    for (var i = 0; i < PARTITIONS; i++) {
      all.addAll(log(topic, i));
    }
    return all;
  }

  /** A record that was sent, and what became of it. */
  public final class Sending {
    private final Node sender = Strand.current().node();
    private boolean lost;
    private @Nullable Boolean acknowledged;

    /** True when it is acknowledged; false when the sender has to assume that it is lost. */
    public boolean await() {
      while (acknowledged == null) {
        Strand.current().pause(WAY.multipliedBy(10));
      }
      return acknowledged;
    }

    private void answer(boolean arrived) {
      if (acknowledged == null) {
        acknowledged = arrived;
        underWay.remove(this);
      }
    }
  }

  /** Sends a record. */
  public Sending send(String topic, String key, byte[] value, Map<String, String> headers) {
    var sending = new Sending();
    underWay.add(sending);
    world.after(DELIVERY_TIMEOUT, () -> sending.answer(false));
    var session = ordered ? session(key) : new Session();
    if (session.broken || !reachable() || world.misfortune(Trouble.PER_RECORD)) {
      session.broken = true;
      return sending;
    }
    var way = WAY.plus(world.misfortune(Trouble.PER_RECORD) ? world.upTo(DELIVERY_TIMEOUT.multipliedBy(2)) : WAY);
    session.lastArrival = Math.max(session.lastArrival, world.nanos() + way.toNanos());
    way = Duration.ofNanos(session.lastArrival - world.nanos());
    late.add(sending);
    world.after(way, () -> {
      late.remove(sending);
      if (!sending.lost) {
        append(topic, key, value, headers);
        if (!world.misfortune(Trouble.PER_RECORD)) {
          sending.answer(true);
        }
      }
    });
    return sending;
  }

  private Session session(String key) {
    var sender = Strand.current().node();
    return sessions.computeIfAbsent(List.of(sender, sender.life(), partition(key)), sent -> new Session());
  }

  /** A sender closes its connection: what it sent and what is not here yet may get lost, or come later. */
  public void giveUp(Strand sender) {
    var lost = false;
    for (var sending : underWay.stream().filter(each -> each.sender == sender.node()).toList()) {
      lost = world.pick(2) == 0 || ordered && lost;
      sending.lost = lost;
      sending.answer(false);
    }
    sessions.keySet().removeIf(session -> session.getFirst() == sender.node());
  }

  private static int partition(String key) {
    return Math.floorMod(key.hashCode(), PARTITIONS);
  }

  /** What these processes have sent and what is not here yet never comes. */
  void lose(List<Node> senders) {
    late.stream().filter(sending -> senders.contains(sending.sender)).forEach(sending -> sending.lost = true);
  }

  private void append(String topic, String key, byte[] value, Map<String, String> headers) {
    var partition = partition(key);
    var log = log(topic, partition);
    log.add(new Message(topic, partition, log.size(), key, value, headers));
  }
}
