package io.aims.faults.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Partitioned logs that keep what they have acknowledged. A record may be appended late, although its sender has given up or
 * died; an acknowledgement may get lost; a record may never arrive.
 */
public final class Broker {
  static final int PARTITIONS = 3;
  private static final Duration WAY = Duration.ofMillis(1);
  private static final Duration DELIVERY_TIMEOUT = Duration.ofSeconds(20);
  private final World world;
  private final Map<String, List<List<Message>>> topics = new HashMap<>();
  private final List<Sending> underWay = new ArrayList<>();
  private long downUntil;

  Broker(World world) {
    this.world = world;
  }

  /** A record with its place. */
  public record Message(String topic, int partition, long offset, String key, byte[] value,
      Map<String, String> headers) {}

  void outage(Duration length) {
    downUntil = world.nanos() + length.toNanos();
  }

  boolean reachable() {
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

  List<Message> all(String topic) {
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
    if (!reachable() || world.misfortune(Trouble.PER_RECORD)) {
      return sending;
    }
    var way = WAY.plus(world.misfortune(Trouble.PER_RECORD) ? world.upTo(DELIVERY_TIMEOUT.multipliedBy(2)) : WAY);
    world.after(way, () -> {
      if (!sending.lost) {
        append(topic, key, value, headers);
        if (!world.misfortune(Trouble.PER_RECORD)) {
          sending.answer(true);
        }
      }
    });
    return sending;
  }

  /** A sender closes its connection: what it sent and what is not here yet may get lost, or come later. */
  public void giveUp(Strand sender) {
    underWay.stream().filter(sending -> sending.sender == sender.node()).toList().forEach(sending -> {
      sending.lost = world.pick(2) == 0;
      sending.answer(false);
    });
  }

  private void append(String topic, String key, byte[] value, Map<String, String> headers) {
    var partition = Math.floorMod(key.hashCode(), PARTITIONS);
    var log = log(topic, partition);
    log.add(new Message(topic, partition, log.size(), key, value, headers));
  }
}
