package io.aims.faults.check;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** When all is calm again, the outboxes are empty. */
final class NothingWaits implements Invariant {

  @Override
  public String promise() {
    return "outboxes are empty";
  }

  @Override
  public Stream<String> breaches(Evidence evidence) {
    return evidence.outbox()
        .stream()
        .collect(Collectors.groupingBy(Evidence.Place::service, Collectors.counting()))
        .entrySet()
        .stream()
        .map(service -> "%d events wait in the outbox of %s".formatted(service.getValue(), service.getKey()));
  }
}
