package io.aims.risk.assessment;

import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import io.aims.risk.reference.ReferenceFile;
import io.aims.risk.system.SystemFacts;

/** The rules that suggest risks, as the reference file has them. */
@ApplicationScoped
class SuggestionRules {
  private final Published published = ReferenceFile.read("suggestion-rules-1", Published.class);

  record Published(int version, List<SuggestionRule> rules) {}

  int version() {
    return published.version();
  }

  List<SuggestionRule> all() {
    return published.rules();
  }

  /** What the rules see in a system, in their order. */
  List<Proposal> proposals(SystemFacts system) {
    return published.rules().stream().map(rule -> rule.propose(system.properties())).flatMap(Optional::stream).toList();
  }
}
