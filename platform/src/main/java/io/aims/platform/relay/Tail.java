package io.aims.platform.relay;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.apache.kafka.common.utils.Utils;

/**
 * The end of the service's own topic.
 *
 * @param published of each partition the last events
 * @param partitions how many there are
 * @param fromZero those that still begin with the first record that was ever written to them
 */
record Tail(List<Published> published, int partitions, Set<Integer> fromZero) {

  /**
   * Whether the partition of {@code aggregateId} begins with its first record: then nothing has left it in the order of
   * retention, and what it lacks was lost.
   */
  boolean keepsAllOf(UUID aggregateId) {
    return fromZero.contains(Utils.toPositive(Utils.murmur2(aggregateId.toString().getBytes(UTF_8))) % partitions);
  }
}
