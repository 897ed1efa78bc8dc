package io.aims.incident.watch;

import io.aims.incident.signal.Severity;

/**
 * That a signal fires, as far as rules and people want to know.
 *
 * @param worst how bad it was at worst while it was able to open an incident
 * @param anew whether this firing had not been able to before
 */
public record Firing(Severity worst, boolean anew) {
  Firing and(Firing other) {
    return new Firing(Severity.worse(worst, other.worst), anew || other.anew);
  }
}
