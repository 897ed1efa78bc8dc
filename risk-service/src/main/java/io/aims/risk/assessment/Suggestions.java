package io.aims.risk.assessment;

import java.util.List;
import java.util.UUID;

import io.aims.platform.refusal.Refusal;

/** The suggestions of an assessment; an object rather than a bare list, because that is what a JSON column can hold. */
record Suggestions(List<Suggestion> all) {

  Suggestions {
    all = List.copyOf(all);
  }

  /** The suggestion; refuses an id that is none of this assessment. */
  Suggestion get(UUID id) {
    return Refusal.orNotFound(all.stream().filter(s -> s.id().equals(id)).findFirst().orElse(null), "suggestion");
  }

  Suggestions with(Suggestion changed) {
    return new Suggestions(all.stream().map(s -> s.id().equals(changed.id()) ? changed : s).toList());
  }

  int count(Suggestion.Decision decision) {
    return (int) all.stream().filter(s -> s.decision() == decision).count();
  }
}
