package io.aims.risk.soa;

import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;

/** A control with the decision upon it, and the open incidents that show it not to hold. */
record Line(String control, Decision decision, List<Downgrade> downgrades) {

  /** Whether what a line says holds at present; a control that does not apply has no live status. */
  enum Live {
    OK, DOWNGRADED, NOT_APPLICABLE;

    /** As a query writes it, in lower case. */
    static Live fromString(String text) {
      return valueOf(text.toUpperCase(Locale.ROOT));
    }
  }

  /** Tells which open incidents touch a control. */
  @FunctionalInterface
  interface Touching {
    List<Downgrade> control(String control);
  }

  static Line undecided(String control) {
    return new Line(control, Decision.NONE, List.of());
  }

  Live live() {
    if (!applies()) {
      return Live.NOT_APPLICABLE;
    }
    return downgrades.isEmpty() ? Live.OK : Live.DOWNGRADED;
  }

  boolean applies() {
    return decision.applicability() == Applicability.APPLICABLE;
  }

  /** The line after a decision, with the incidents that touch its control now. */
  Line decided(Decision next, List<Downgrade> touching) {
    var line = new Line(control, next, touching);
    return line.applies() ? line : new Line(control, next, List.of());
  }

  Line downgradedBy(Downgrade downgrade) {
    return new Line(control, decision, Stream.concat(downgrades.stream(), Stream.of(downgrade)).toList());
  }

  boolean isDowngradedBy(UUID incidentId) {
    return downgrades.stream().anyMatch(d -> d.incidentId().equals(incidentId));
  }

  Line recoveredFrom(UUID incidentId) {
    return new Line(control, decision, downgrades.stream().filter(d -> !d.incidentId().equals(incidentId)).toList());
  }
}
