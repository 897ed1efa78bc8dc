package io.aims.risk.risk;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** The flags that a risk bears now; an object rather than a bare list, because that is what a JSON column can hold. */
record Flags(List<Flag> raised) {
  static final Flags NONE = new Flags(List.of());

  Flags {
    raised = List.copyOf(raised);
  }

  Flags and(Flag flag) {
    return new Flags(Stream.concat(raised.stream(), Stream.of(flag)).toList());
  }

  Flags without(UUID incidentId) {
    return new Flags(raised.stream().filter(flag -> !flag.incidentId().equals(incidentId)).toList());
  }

  Optional<Flag> of(UUID incidentId) {
    return raised.stream().filter(flag -> flag.incidentId().equals(incidentId)).findFirst();
  }

  boolean belongTo(UUID caseId) {
    return raised.stream().anyMatch(flag -> flag.caseId().equals(caseId));
  }

  boolean any() {
    return !raised.isEmpty();
  }

  List<UUID> incidents() {
    return raised.stream().map(Flag::incidentId).toList();
  }
}
