package io.aims.faults.check;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The counters of a source's signals are the number of its kept deliveries: nothing counted twice, nothing left out. */
final class SignalsAreCounted implements Invariant {

  @Override
  public String promise() {
    return "signals are counted once";
  }

  @Override
  public Stream<String> breaches(Evidence evidence) {
    return evidence.deliveries()
        .stream()
        .collect(Collectors.groupingBy(Evidence.Delivery::source))
        .entrySet()
        .stream()
        .flatMap(source -> {
          var firing = source.getValue().stream().filter(Evidence.Delivery::firing).count();
          var resolved = source.getValue().size() - firing;
          var signals = evidence.signals().stream().filter(signal -> signal.source().equals(source.getKey())).toList();
          var counted = signals.stream().mapToLong(Evidence.Signal::firing).sum();
          var over = signals.stream().mapToLong(Evidence.Signal::resolved).sum();
          return counted == firing && over == resolved
              ? Stream.of()
              : Stream.of("source %s has %d firing and %d resolved deliveries, counted are %d and %d".formatted(source
                  .getKey(), firing, resolved, counted, over));
        });
  }
}
