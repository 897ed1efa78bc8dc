package io.aims.incident.opening;

import java.util.List;

import jakarta.validation.constraints.NotNull;

import org.jspecify.annotations.Nullable;

import io.aims.incident.signal.Kind;

/** A rule as it is asked for; without a kind it is meant for all kinds that have none of their own. */
public record AskedRule(@Nullable Kind kind, @NotNull Threshold opensFrom) {
  /** The most that can be asked for: one for each kind and one for the rest. */
  public static final int MOST = 12;

  public static OpeningRules all(List<AskedRule> asked) {
    return new OpeningRules(asked.stream().map(rule -> new OpeningRule(rule.kind(), rule.opensFrom())).toList());
  }
}
