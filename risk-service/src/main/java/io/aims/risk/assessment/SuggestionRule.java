package io.aims.risk.assessment;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import io.aims.risk.risk.RiskStatement;

/**
 * Sees a risk in every system that meets all its conditions.
 *
 * @param when property → accepted values, of which the system has to have one; {@code "*"} accepts any value
 * @param reason in words, for whoever decides on the suggestion
 */
record SuggestionRule(String id, Map<String, List<String>> when, String reason, RiskStatement statement) {
  private static final String ANY = "*";

  /** The proposal for a system with these properties; empty when it does not meet all conditions. */
  Optional<Proposal> propose(Map<String, List<String>> properties) {
    var matched = new TreeMap<String, List<String>>();
    for (var condition : when.entrySet()) {
      var accepted = condition.getValue();
      var met = properties.getOrDefault(condition.getKey(), List.of())
          .stream()
          .filter(value -> accepted.contains(ANY) || accepted.contains(value))
          .toList();
      if (met.isEmpty()) {
        return Optional.empty();
      }
      matched.put(condition.getKey(), met);
    }
    return Optional.of(new Proposal(id, statement, reason, matched));
  }
}
