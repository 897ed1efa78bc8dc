package io.aims.faults.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The consumers of one feed: partitions belong to members that were heard of lately. One that froze loses its partitions
 * and does not know it; what it commits then is refused.
 */
final class Group {
  private static final Duration SESSION = Duration.ofSeconds(6);
  private final World world;
  private final Map<Integer, Long> committed = new HashMap<>();
  private final Map<Node, Long> heard = new HashMap<>();
  private final List<Node> members = new ArrayList<>();
  private int generation;

  Group(World world) {
    this.world = world;
  }

  void heartbeat(Node member) {
    if (heard.put(member, world.nanos()) == null) {
      members.add(member);
      generation++;
    }
    var gone = members.stream().filter(each -> world.nanos() - heard.get(each) > SESSION.toNanos()).toList();
    if (!gone.isEmpty()) {
      members.removeAll(gone);
      gone.forEach(heard::remove);
      generation++;
    }
  }

  /** Changes whenever partitions change hands. */
  int generation() {
    return generation;
  }

  boolean has(Node member, int partition) {
    return !members.isEmpty() && members.get(partition % members.size()) == member;
  }

  long committed(int partition) {
    return committed.getOrDefault(partition, 0L);
  }

  void commit(Node member, int generation, int partition, long offset) {
    if (generation == this.generation && has(member, partition)) {
      committed.merge(partition, offset, Math::max);
    }
  }
}
