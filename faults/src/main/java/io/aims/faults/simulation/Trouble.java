package io.aims.faults.simulation;

/** How often things go wrong, in percent of the occasions, while the storm lasts. */
final class Trouble {
  static final double PER_STATEMENT = 0.15;
  static final double PER_RECORD = 1.5;
  /** A consumer passes a record over, as after an offset was set by hand. */
  static final double PER_OFFSET = 0.3;

  private Trouble() {}
}
