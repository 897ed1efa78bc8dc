package io.aims.faults.check;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

import io.aims.faults.load.ClientLog;
import io.aims.faults.load.Outcome;

/**
 * What was only ever answered with 4xx has left no delivery and no event; what has to be refused is not accepted and leaves
 * none, whatever the answer was.
 */
final class RefusedRequestsLeaveNothing implements Invariant {

  @Override
  public String promise() {
    return "refused requests leave nothing";
  }

  @Override
  public Stream<String> breaches(Evidence evidence) {
    var outcomes = new TreeMap<String, Set<Outcome>>();
    evidence.client().hooks().forEach(hook -> add(outcomes, hook.mark(), hook.outcome()));
    evidence.client().writes().forEach(write -> add(outcomes, write.mark(), write.outcome()));
    var refused = outcomes.entrySet()
        .stream()
        .filter(one -> one.getValue().equals(Set.of(Outcome.REFUSED)))
        .map(
            Map.Entry::getKey)
        .toList();
    var left = new HashSet<String>();
    evidence.deliveries().forEach(delivery -> left.add(delivery.mark()));
    evidence.events().forEach(event -> left.addAll(event.marks()));
    return Stream.concat(
        refused.stream().filter(left::contains).map(mark -> mark + " was refused and has left a trace"),
        evidence.client().misfits().stream().flatMap(misfit -> misfit(misfit, left)));
  }

  private static Stream<String> misfit(ClientLog.Misfit misfit, Set<String> left) {
    if (misfit.outcome() != Outcome.UNKNOWN && misfit.status() != misfit.wanted()) {
      return Stream.of("%s was answered with %d and not %d: %s".formatted(misfit.mark(), misfit.status(),
          misfit.wanted(), misfit.why()));
    }
    return left.contains(misfit.mark())
        ? Stream.of("%s had to be refused and has left a trace: %s".formatted(misfit.mark(), misfit.why()))
        : Stream.of();
  }

  private static void add(Map<String, Set<Outcome>> outcomes, String mark, Outcome outcome) {
    outcomes.computeIfAbsent(mark, m -> new HashSet<>()).add(outcome);
  }
}
