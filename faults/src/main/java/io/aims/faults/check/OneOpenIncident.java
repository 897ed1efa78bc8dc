package io.aims.faults.check;

import java.util.Comparator;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A system has one open incident of a kind, and each incident is in the state that its newest event has brought it to. */
final class OneOpenIncident implements Invariant {
  private static final Map<String, String> STATES = Map.of("opened", "TRIAGE", "triaged", "OPEN", "contained",
      "CONTAINED", "resolved", "RESOLVED", "reviewed", "REVIEW", "closed", "CLOSED", "dismissed", "DISMISSED");

  @Override
  public String promise() {
    return "one open incident per system and kind";
  }

  @Override
  public Stream<String> breaches(Evidence evidence) {
    var firing = evidence.client().systems().stream();
    var open = evidence.incidents()
        .stream()
        .filter(incident -> incident.openKey() != null)
        .collect(Collectors.groupingBy(Evidence.Incident::system, Collectors.groupingBy(Evidence.Incident::kind)));
    var tooMany = open.entrySet()
        .stream()
        .flatMap(system -> system.getValue()
            .entrySet()
            .stream()
            .filter(kind -> kind.getValue().size() > 1)
            .map(kind -> "system %s has %d open incidents of kind %s".formatted(system.getKey(), kind.getValue().size(),
                kind.getKey())));
    var none = firing.filter(system -> !open.containsKey(system))
        .map(system -> "system %s has no open incident though its monitor fires".formatted(system));
    return Stream.of(tooMany, none, evidence.incidents().stream().flatMap(incident -> state(incident, evidence)))
        .flatMap(breaches -> breaches);
  }

  private static Stream<String> state(Evidence.Incident incident, Evidence evidence) {
    return evidence.events()
        .stream()
        .filter(event -> event.aggregate().equals(incident.id()))
        .max(Comparator.comparingInt(Evidence.Event::version))
        .map(event -> STATES.get(event.type().replaceAll(".*\\.incident\\.([a-z]+)\\.v\\d+", "$1")))
        .filter(state -> !state.equals(incident.state()))
        .map(state -> "incident %s is %s, its newest event says %s".formatted(incident.id(), incident.state(), state))
        .stream();
  }
}
