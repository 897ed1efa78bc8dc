package io.aims.incident.signal.vendor;

import java.util.Set;

/** Lets tests of other packages know which labels do not tell signals apart. */
public final class VolatileLabels {
  private VolatileLabels() {}

  public static Set<String> all() {
    return Conventions.PUBLISHED.volatileLabels();
  }
}
