package io.aims.faults.check;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Every feed has brought every aggregate of its topic to the newest version, or holds the version that it could not apply
 * as a dead letter with the later ones parked behind it: what was published is processed or set aside.
 */
final class InboxesAreComplete implements Invariant {

  @Override
  public String promise() {
    return "published = processed + dead letters";
  }

  private record At(String service, String feed, UUID tenant, UUID aggregate) {
    static At of(Evidence.Received received) {
      return new At(received.service(), received.feed(), received.tenant(), received.aggregate());
    }
  }

  @Override
  public Stream<String> breaches(Evidence evidence) {
    var newest = new HashMap<String, Map<List<UUID>, Integer>>();
    for (var message : evidence.published()) {
      newest.computeIfAbsent(message.service(), topic -> new HashMap<>())
          .merge(List.of(message.tenant(), message.aggregate()), message.version(), Math::max);
    }
    var applied = evidence.inbox().stream().collect(Collectors.toMap(At::of, Evidence.Received::version));
    var dead = evidence.deadLetters().stream().collect(Collectors.groupingBy(At::of));
    var parked = evidence.parked().stream().collect(Collectors.groupingBy(At::of));
    var incomplete = Listeners.FEEDS.stream()
        .flatMap(feed -> newest.getOrDefault(feed.source(), Map.of())
            .entrySet()
            .stream()
            .flatMap(aggregate -> {
              var at = new At(feed.service(), feed.name(), aggregate.getKey().getFirst(),
                  aggregate.getKey().getLast());
              return of(at, aggregate.getValue(), applied.getOrDefault(at, 0),
                  dead.getOrDefault(at, List.of()).size(), parked.getOrDefault(at, List.of()).size());
            }));
    return Stream.concat(incomplete, unknown(evidence));
  }

  private static Stream<String> unknown(Evidence evidence) {
    return Stream.of(evidence.inbox(), evidence.parked(), evidence.deadLetters())
        .flatMap(List::stream)
        .filter(received -> Listeners.FEEDS.stream()
            .noneMatch(feed -> feed.service().equals(received.service()) && feed.name().equals(received.feed())))
        .map(received -> "feed %s of %s is not known to this check".formatted(received.feed(), received.service()))
        .distinct();
  }

  private static Stream<String> of(At at, int newest, int applied, int dead, int parked) {
    return applied + dead + parked == newest && (parked == 0 || dead > 0)
        ? Stream.of()
        : Stream.of(
            "feed %s of %s has applied version %d of %s, set aside %d and parked %d; published are %d".formatted(
                at.feed(), at.service(), applied, at.aggregate(), dead, parked, newest));
  }
}
