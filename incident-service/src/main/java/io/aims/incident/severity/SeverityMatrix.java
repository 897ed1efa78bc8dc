package io.aims.incident.severity;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.aims.incident.reference.ReferenceFile;
import io.aims.incident.signal.Severity;

/**
 * The table from harm and reach to severity, and the rules that go before it; data of one version.
 *
 * @param reach from how many persons on it reaches how far
 * @param cells the severity by harm and reach, for harm that came about
 * @param milder the severity in place of a cell's while the harm has not come about
 * @param floors severities that certain harms don't fall below
 */
record SeverityMatrix(int version, LocalDate validFrom, Map<Reach, Long> reach,
    Map<HarmLevel, Map<Reach, Severity>> cells, Map<Severity, Severity> milder, List<Floor> floors,
    Disaster disaster) {

  /** At least {@code severity} when one of {@code harmTypes} goes as deep as {@code harm} or somebody vulnerable is hit. */
  record Floor(String rule, Set<HarmType> harmTypes, HarmLevel harm, boolean vulnerable, Severity severity) {
    boolean applies(HarmFacts facts) {
      return facts.occurrence() == Occurrence.OCCURRED && facts.harm().compareTo(harm) >= 0
          && (harmTypes.isEmpty() || facts.harmTypes().stream().anyMatch(harmTypes::contains))
          && (!vulnerable || facts.vulnerableAffected() > 0);
    }
  }

  /** Harm of this depth and reach is a disaster. */
  record Disaster(HarmLevel harm, Reach reach) {}

  static SeverityMatrix inForce() {
    return ReferenceFile.read("severity-matrix-1", SeverityMatrix.class);
  }

  Verdict decide(HarmFacts facts) {
    var reaches = reach(facts.personsAffected());
    var term = term(facts, reaches);
    if (facts.causality() == Causality.EXCLUDED) {
      return new Verdict(Severity.INFO, term, reaches, "causality-excluded", version);
    }
    var cell = cells.get(facts.harm()).get(reaches);
    var severity = facts.occurrence() == Occurrence.OCCURRED ? cell : milder.get(cell);
    var floor = floor(facts, severity);
    if (floor != null) {
      return new Verdict(floor.severity(), term, reaches, floor.rule(), version);
    }
    var rule = "harm-" + facts.harm() + "-reach-" + reaches + (severity == cell ? "" : "-not-come-about");
    return new Verdict(severity, term, reaches, rule.toLowerCase(Locale.ROOT), version);
  }

  /** The floor that lifts {@code severity} the most; null when none does. */
  private @Nullable Floor floor(HarmFacts facts, Severity severity) {
    return floors.stream()
        .filter(floor -> floor.applies(facts) && floor.severity().compareTo(severity) < 0)
        .min(Comparator.comparing(Floor::severity))
        .orElse(null);
  }

  private Reach reach(long persons) {
    return reach.entrySet()
        .stream()
        .filter(from -> persons >= from.getValue())
        .map(Map.Entry::getKey)
        .max(Comparator.naturalOrder())
        .orElse(Reach.NOBODY);
  }

  private Term term(HarmFacts facts, Reach reaches) {
    return switch (facts.occurrence()) {
      case POSSIBLE -> Term.HAZARD;
      case AVERTED -> Term.NEAR_MISS;
      case OCCURRED -> facts.harm().compareTo(disaster.harm()) >= 0 && reaches.compareTo(disaster.reach()) >= 0
          ? Term.DISASTER
          : Term.INCIDENT;
    };
  }
}
