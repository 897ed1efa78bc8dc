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
 * @param whole those of which that is all there ever was
 */
record Tail(List<Published> published, int partitions, Set<Integer> whole) {

  /** Whether all that was ever written of {@code aggregateId} to this topic would be shown: what is not, was lost. */
  boolean showsAllOf(UUID aggregateId) {
    return whole.contains(Utils.toPositive(Utils.murmur2(aggregateId.toString().getBytes(UTF_8))) % partitions);
  }
}
