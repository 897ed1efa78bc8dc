package io.aims.risk.risk;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/** The cases that a risk is part of apart from its first one, in the order in which they came; an object for the JSON column. */
record LinkedCases(List<UUID> ids) {
  static final LinkedCases NONE = new LinkedCases(List.of());

  LinkedCases {
    ids = List.copyOf(ids);
  }

  LinkedCases and(UUID caseId) {
    return new LinkedCases(Stream.concat(ids.stream(), Stream.of(caseId)).distinct().toList());
  }

  LinkedCases without(@Nullable UUID caseId) {
    return new LinkedCases(ids.stream().filter(id -> !id.equals(caseId)).toList());
  }

  @Nullable
  UUID first() {
    return ids.isEmpty() ? null : ids.getFirst();
  }
}
