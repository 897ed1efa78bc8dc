package io.aims.faults.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** An aggregate's events appear on its topic first in order of version, in one partition, under its id as the key. */
final class TopicIsInOrder implements Invariant {

  @Override
  public String promise() {
    return "topic order is version order";
  }

  @Override
  public Stream<String> breaches(Evidence evidence) {
    var breaches = new ArrayList<String>();
    var seen = new HashSet<UUID>();
    Map<List<Object>, Evidence.Published> last = new HashMap<>();
    for (var message : evidence.published()) {
      if (evidence.strangers().contains(message.id())) {
        continue;
      }
      if (!message.aggregate().toString().equals(message.key())) {
        breaches.add("event %s has the key %s, not %s".formatted(message.id(), message.key(), message.aggregate()));
      }
      if (!seen.add(message.id())) {
        continue;
      }
      var before = last.put(List.of(message.service(), message.aggregate()), message);
      if (before != null && before.partition() != message.partition()) {
        breaches.add("aggregate %s is in the partitions %d and %d".formatted(message.aggregate(), before.partition(),
            message.partition()));
      } else if (message.version() != (before == null ? 1 : before.version() + 1)) {
        breaches.add("aggregate %s has version %d after %s at %s-%d offset %d".formatted(message.aggregate(), message
            .version(), before == null ? "nothing" : before.version(), message.service(), message.partition(),
            message.offset()));
      }
    }
    return breaches.stream();
  }
}
