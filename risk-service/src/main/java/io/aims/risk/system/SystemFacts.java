package io.aims.risk.system;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** The facts about an AI system that risks are judged by; enumerations stay text, so that a new constant is no poison. */
public record SystemFacts(
    String reference,
    String name,
    String origin,
    String lifecycleStage,
    String autonomyLevel,
    String oversightMode,
    String domain,
    List<String> affectedGroups,
    Boolean personalData,
    Boolean generative,
    Boolean inScope,
    UUID ownerId) {

  public SystemFacts {
    Objects.requireNonNull(reference, "reference");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(origin, "origin");
    Objects.requireNonNull(lifecycleStage, "lifecycleStage");
    Objects.requireNonNull(autonomyLevel, "autonomyLevel");
    Objects.requireNonNull(oversightMode, "oversightMode");
    Objects.requireNonNull(domain, "domain");
    affectedGroups = List.copyOf(affectedGroups);
    Objects.requireNonNull(personalData, "personalData");
    Objects.requireNonNull(generative, "generative");
    Objects.requireNonNull(inScope, "inScope");
    Objects.requireNonNull(ownerId, "ownerId");
  }

  /** What rules can ask for: each property with its values, one or several. */
  public Map<String, List<String>> properties() {
    return Map.of(
        "origin", List.of(origin),
        "lifecycleStage", List.of(lifecycleStage),
        "autonomyLevel", List.of(autonomyLevel),
        "oversightMode", List.of(oversightMode),
        "domain", List.of(domain),
        "affectedGroups", affectedGroups,
        "personalData", List.of(personalData.toString()),
        "generative", List.of(generative.toString()));
  }

  public SystemFacts inStage(String stage) {
    return new SystemFacts(reference, name, origin, stage, autonomyLevel, oversightMode, domain, affectedGroups,
        personalData, generative, inScope, ownerId);
  }
}
