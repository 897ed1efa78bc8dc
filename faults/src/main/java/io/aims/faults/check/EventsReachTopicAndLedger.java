package io.aims.faults.check;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is in an event log is on its topic and in the ledger of its organisation, byte for byte; nothing else is. */
final class EventsReachTopicAndLedger implements Invariant {

  @Override
  public String promise() {
    return "event log = topic = ledger";
  }

  @Override
  public Stream<String> breaches(Evidence evidence) {
    var recorded = new HashMap<UUID, Evidence.Event>();
    evidence.events().forEach(event -> recorded.put(event.id(), event));
    var sent = evidence.published().stream().map(Evidence.Published::id).collect(Collectors.toSet());
    var entered = evidence.ledger().stream().map(Evidence.Entry::event).collect(Collectors.toSet());
    return Stream.of(
        lacking(recorded, sent, "on no topic"), lacking(recorded, entered, "in no ledger"),
        invented(recorded, sent, evidence.strangers(), "on a topic"),
        invented(recorded, entered, evidence.strangers(), "in a ledger"),
        twice(evidence), altered(recorded, evidence)).flatMap(breaches -> breaches);
  }

  private static Stream<String> lacking(Map<UUID, Evidence.Event> recorded, Set<UUID> there, String where) {
    return recorded.values()
        .stream()
        .filter(event -> !there.contains(event.id()))
        .map(event -> "event %s (%s, %s version %d) is %s".formatted(event.id(), event.type(), event.aggregate(),
            event.version(), where));
  }

  private static Stream<String> invented(Map<UUID, Evidence.Event> recorded, Set<UUID> there, Set<UUID> strangers,
      String where) {
    var others = new HashSet<>(there);
    others.removeAll(recorded.keySet());
    others.removeAll(strangers);
    return others.stream().map(id -> "event %s is %s and in no event log".formatted(id, where));
  }

  private static Stream<String> twice(Evidence evidence) {
    return evidence.ledger()
        .stream()
        .collect(Collectors.groupingBy(Evidence.Entry::event, Collectors.counting()))
        .entrySet()
        .stream()
        .filter(event -> event.getValue() > 1)
        .map(event -> "event %s is in the ledger %d times".formatted(event.getKey(), event.getValue()));
  }

  private static Stream<String> altered(Map<UUID, Evidence.Event> recorded, Evidence evidence) {
    return Stream.concat(
        evidence.published()
            .stream()
            .filter(message -> recorded.containsKey(message.id())
                && !recorded.get(message.id()).leaf().equals(message.leaf()))
            .map(message -> "event %s has other bytes on the topic".formatted(message.id())),
        evidence.ledger()
            .stream()
            .filter(entry -> recorded.containsKey(entry.event())
                && !recorded.get(entry.event()).leaf().equals(entry.leaf()))
            .map(entry -> "event %s has another hash in the ledger".formatted(entry.event())));
  }
}
