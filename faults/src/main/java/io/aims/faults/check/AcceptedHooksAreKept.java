package io.aims.faults.check;

import java.util.HashMap;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.aims.faults.check.Evidence.Delivery;
import io.aims.faults.load.ClientLog;
import io.aims.faults.load.Outcome;

/** A hook answered with 2xx is one delivery, exactly once, with its effects; one of unknown outcome is none or one. */
final class AcceptedHooksAreKept implements Invariant {

  @Override
  public String promise() {
    return "accepted hooks are kept once";
  }

  @Override
  public Stream<String> breaches(Evidence evidence) {
    var kept = evidence.deliveries().stream().collect(Collectors.groupingBy(Delivery::mark));
    var attempts = evidence.client().hooks().stream().collect(Collectors.groupingBy(ClientLog.Hook::mark));
    var strays = new HashMap<>(kept);
    strays.keySet().removeAll(attempts.keySet());
    return Stream.concat(
        attempts.entrySet()
            .stream()
            .flatMap(one -> of(one.getKey(), one.getValue(), kept.getOrDefault(one.getKey(), List.of()))),
        strays.keySet().stream().map(mark -> "delivery with " + mark + " was never sent"));
  }

  private static Stream<String> of(String mark, List<ClientLog.Hook> attempts, List<Delivery> kept) {
    var accepted = attempts.stream().filter(attempt -> attempt.outcome() == Outcome.ACCEPTED).toList();
    if (kept.size() > 1) {
      return Stream.of("hook %s is kept %d times".formatted(mark, kept.size()));
    }
    if (accepted.isEmpty()) {
      return Stream.of();
    }
    if (kept.isEmpty()) {
      return Stream.of("hook %s was accepted as %s and is lost".formatted(mark, accepted.getFirst().delivery()));
    }
    var delivery = kept.getFirst();
    return Stream.concat(
        accepted.stream()
            .filter(attempt -> !delivery.id().equals(attempt.delivery()))
            .map(attempt -> "hook %s was accepted as %s and is kept as %s".formatted(mark, attempt.delivery(),
                delivery.id())),
        delivery.state().equals("PROCESSED") && !delivery.waiting()
            ? Stream.of()
            : Stream.of("hook %s, kept as %s, has no effects: it is %s%s".formatted(mark, delivery.id(),
                delivery.state(), delivery.waiting() ? " and in the queue" : "")));
  }
}
