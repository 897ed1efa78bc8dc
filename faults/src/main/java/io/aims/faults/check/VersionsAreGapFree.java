package io.aims.faults.check;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The versions of every aggregate in the event log are 1, 2, 3 and so on, each once. */
final class VersionsAreGapFree implements Invariant {

  @Override
  public String promise() {
    return "versions are gap-free from 1";
  }

  @Override
  public Stream<String> breaches(Evidence evidence) {
    return evidence.events()
        .stream()
        .collect(Collectors.groupingBy(event -> List.of(event.service(), event.tenant(), event.aggregate())))
        .entrySet()
        .stream()
        .flatMap(aggregate -> {
          var versions = aggregate.getValue().stream().map(Evidence.Event::version).sorted().toList();
          return versions.equals(IntStream.rangeClosed(1, versions.size()).boxed().toList())
              ? Stream.of()
              : Stream.of("aggregate %s has versions %s".formatted(aggregate.getKey(), versions));
        });
  }
}
