package io.aims.faults.check;

import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A system has one open incident of a kind, and each incident is in the state that its events have brought it to. */
final class OneOpenIncident implements Invariant {
  private static final Pattern TYPE = Pattern.compile("aims\\.incident\\.incident\\.([a-z-]+)\\.v\\d+");
  private static final String REOPENED = "reopened";
  /** Only what is not contained yet gets there by it. */
  private static final String CONTAINED = "contained";
  /** What is opened again stands where the way in which it had ended leads to. */
  private static final Map<String, String> AGAIN = Map.of("CLOSED", "OPEN", "DISMISSED", "TRIAGE");
  private static final Map<String, String> STATES = Map.of("opened", "TRIAGE", "triaged", "OPEN", "resolved",
      "RESOLVED", "reviewed", "REVIEW", "relapsed", "TRIAGE", "closed", "CLOSED", "dismissed",
      "DISMISSED", "merged", "MERGED");
  /** After these an incident is in the state in which it was. */
  private static final Set<String> NO_STEP = Set.of("acknowledged", "assessed", "role-assigned", "evidence-held",
      "evidence-released", "absorbed", "split", "related", "linked", "unlinked", "escalated", "worsened");

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
    var types = evidence.events()
        .stream()
        .filter(event -> event.aggregate().equals(incident.id()))
        .sorted(Comparator.comparingInt(Evidence.Event::version))
        .map(Evidence.Event::type)
        .toList();
    var told = "";
    for (var type : types) {
      var name = TYPE.matcher(type);
      if (!name.matches() || !known(name.group(1))) {
        return Stream.of("incident %s has an event of which nobody knows what it does to the state: %s".formatted(
            incident.id(), type));
      }
      told = after(told, name.group(1));
    }
    return told.equals(incident.state())
        ? Stream.of()
        : Stream.of("incident %s is %s, its events say %s".formatted(incident.id(), incident.state(), told));
  }

  private static boolean known(String type) {
    return type.equals(REOPENED) || type.equals(CONTAINED) || STATES.containsKey(type) || NO_STEP.contains(type);
  }

  private static String after(String state, String type) {
    return switch (type) {
      case REOPENED -> AGAIN.getOrDefault(state, "reopened from " + state);
      case CONTAINED -> state.equals("OPEN") ? "CONTAINED" : state;
      default -> STATES.getOrDefault(type, state);
    };
  }
}
