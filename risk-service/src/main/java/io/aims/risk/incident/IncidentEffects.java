package io.aims.risk.incident;

import java.util.Map;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

import io.aims.risk.reference.ReferenceFile;
import io.aims.risk.risk.RiskStatement;
import io.aims.risk.risk.Theme;

/** Which risks and controls an incident touches, by its kind, as the reference file has it. */
@ApplicationScoped
class IncidentEffects {
  private static final String UNKNOWN = "UNKNOWN";
  private final Published published = ReferenceFile.read("incident-effects-1", Published.class);

  /**
   * What an incident of one kind touches.
   *
   * @param themes risks of the system about these are to be scored again
   * @param controls lines of the statement of applicability that don't hold while it is open
   * @param unforeseen the risk that it shows when the system has none of those themes
   */
  record Effect(Set<Theme> themes, Set<String> controls, RiskStatement unforeseen) {}

  record Published(int version, Map<String, Effect> kinds) {}

  /** The effect of a kind; one that came later than this file touches what an unknown one does. */
  Effect of(String kind) {
    return published.kinds().getOrDefault(kind, published.kinds().get(UNKNOWN));
  }

  Map<String, Effect> all() {
    return published.kinds();
  }
}
