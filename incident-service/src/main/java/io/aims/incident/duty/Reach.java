package io.aims.incident.duty;

/** How far an incident reaches; {@code WIDESPREAD} is the widespread infringement of EU AI Act Art. 3(61). */
public enum Reach {
  SINGLE, SEVERAL, WIDESPREAD
}
