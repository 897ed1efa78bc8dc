package io.aims.risk.criteria;

/** How much a risk weighs, from least to most. */
public enum Level {
  LOW, MODERATE, HIGH, VERY_HIGH;

  public boolean exceeds(Level other) {
    return compareTo(other) > 0;
  }
}
