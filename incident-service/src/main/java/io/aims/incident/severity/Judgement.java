package io.aims.incident.severity;

import org.jspecify.annotations.Nullable;

import io.aims.incident.signal.Severity;

/** Facts, what the matrix says of them, and the severity that a person sets in its place; null leaves the matrix's. */
public record Judgement(HarmFacts facts, Verdict verdict, @Nullable Severity override) {

  public static Judgement of(HarmFacts facts, @Nullable Severity override) {
    return new Judgement(facts, IN_FORCE.decide(facts), override);
  }

  private static final SeverityMatrix IN_FORCE = SeverityMatrix.inForce();

  public Severity severity() {
    return override == null ? verdict.severity() : override;
  }

  public boolean overridden() {
    return override != null && override != verdict.severity();
  }
}
