package io.aims.faults.check;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Who listens to which topic, by the plan of the release: one that hears nothing at all is missed by nobody else. */
final class Listeners {
  /** Every feed with an inbox. */
  static final List<Feed> FEEDS = List.of(
      new Feed("inventory", "incident", "incident", "inventory-service"),
      new Feed("risk", "inventory", "inventory", "risk-service"),
      new Feed("risk", "incident", "incident", "risk-service"),
      new Feed("incident", "inventory", "inventory", "incident-service"),
      new Feed("incident", "audit", "audit", "incident-service"),
      new Feed("incident", "risk", "risk", "incident-service"),
      new Feed("incident", "effects", "risk", "incident-service"),
      new Feed("audit", "systems", "inventory", "audit-systems"),
      new Feed("audit", "incidents", "incident", "audit-incidents"),
      new Feed("audit", "ledger-inventory", "inventory", "audit-ledger-inventory"),
      new Feed("audit", "ledger-risk", "risk", "audit-ledger-risk"),
      new Feed("audit", "ledger-incident", "incident", "audit-ledger-incident"),
      new Feed("audit", "ledger-audit", "audit", "audit-ledger-audit"));
  private static final Map<String, Set<String>> TOPICS = topics();

  /**
   * A feed of a service.
   *
   * @param source the context whose topic it takes
   * @param group in which it consumes
   */
  record Feed(String service, String name, String source, String group) {
    String topic() {
      return "aims.%s.events.v1".formatted(source);
    }
  }

  private Listeners() {}

  /** The topics that each group has to take. */
  static Map<String, Set<String>> byGroup() {
    return TOPICS;
  }

  /** @param taken the topics whose partitions the members of each group have been given */
  static List<String> lacking(Map<String, Set<String>> taken) {
    return TOPICS.entrySet()
        .stream()
        .flatMap(group -> group.getValue()
            .stream()
            .filter(topic -> !taken.getOrDefault(group.getKey(), Set.of()).contains(topic))
            .map(topic -> "group %s does not take %s".formatted(group.getKey(), topic)))
        .sorted()
        .toList();
  }

  private static Map<String, Set<String>> topics() {
    var beside = Stream.concat(Stream.of(Map.entry("audit-stream-heads", "aims.stream-heads.v1")),
        Books.CONTEXTS.stream().map(context -> Map.entry(context + "-replay", "aims.replay-requests.v1")));
    return Stream.concat(FEEDS.stream().map(feed -> Map.entry(feed.group(), feed.topic())), beside)
        .collect(Collectors.groupingBy(Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toSet())));
  }
}
