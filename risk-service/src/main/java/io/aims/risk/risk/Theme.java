package io.aims.risk.risk;

/** What a risk is about, coarse enough that an incident can touch it. */
public enum Theme {
  FAIRNESS, ROBUSTNESS, SAFETY, SECURITY, PRIVACY, TRANSPARENCY, OVERSIGHT, MISUSE, SUPPLY_CHAIN
}
