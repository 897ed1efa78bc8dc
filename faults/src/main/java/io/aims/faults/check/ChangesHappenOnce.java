package io.aims.faults.check;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.aims.faults.load.ClientLog;
import io.aims.faults.load.Outcome;

/** A change answered with 2xx is one event, however often it was sent; one of unknown outcome is none or one. */
final class ChangesHappenOnce implements Invariant {

  @Override
  public String promise() {
    return "changes happen once";
  }

  @Override
  public Stream<String> breaches(Evidence evidence) {
    Map<String, Integer> effects = new HashMap<>();
    evidence.events().forEach(event -> event.marks().forEach(mark -> effects.merge(mark, 1, Integer::sum)));
    return evidence.client()
        .writes()
        .stream()
        .collect(Collectors.groupingBy(ClientLog.Write::mark))
        .entrySet()
        .stream()
        .flatMap(one -> of(one.getKey(), one.getValue(), effects.getOrDefault(one.getKey(), 0)));
  }

  private static Stream<String> of(String mark, List<ClientLog.Write> attempts, int effects) {
    var what = attempts.getFirst().what();
    if (effects > 1) {
      return Stream.of("%s (%s) is in %d events".formatted(mark, what, effects));
    }
    return effects == 0 && attempts.stream().anyMatch(attempt -> attempt.outcome() == Outcome.ACCEPTED)
        ? Stream.of("%s (%s) was accepted and is in no event".formatted(mark, what))
        : Stream.of();
  }
}
