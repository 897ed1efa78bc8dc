package io.aims.risk.risk;

import java.util.List;
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

  boolean any() {
    return !raised.isEmpty();
  }

  List<UUID> incidents() {
    return raised.stream().map(Flag::incidentId).toList();
  }
}
