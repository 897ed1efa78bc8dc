package io.aims.risk.soa;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.aims.platform.refusal.Refusal;

/** What somebody decides about one control; complete in itself, so that a line never mixes two decisions. */
record Decision(Applicability applicability, List<InclusionReason> reasons, @Nullable String exclusionReason,
    Implementation implementation, @Nullable UUID ownerId) {
  static final Decision NONE = new Decision(Applicability.UNDECIDED, List.of(), null, Implementation.NOT_STARTED, null);

  Decision {
    reasons = reasons.stream().distinct().toList();
  }

  /** Refuses an inclusion without a reason, an exclusion without a justification, and what belongs to the other. */
  Decision justified() {
    var broken = new ArrayList<Refusal.Violation>();
    switch (applicability) {
      case UNDECIDED -> broken.add(new Refusal.Violation("applicability", "must be APPLICABLE or EXCLUDED"));
      case APPLICABLE -> {
        require(!reasons.isEmpty(), "reasons", "must name at least one reason to include the control", broken);
        require(exclusionReason == null, "exclusionReason", "must be absent for an applicable control", broken);
      }
      case EXCLUDED -> {
        require(exclusionReason != null && !exclusionReason.isBlank(), "exclusionReason",
            "must justify why the control is excluded", broken);
        require(reasons.isEmpty(), "reasons", "must be empty for an excluded control", broken);
        require(implementation == Implementation.NOT_STARTED, "implementation",
            "must be absent for an excluded control", broken);
      }
    }
    if (!broken.isEmpty()) {
      throw new Refusal.Invalid(broken);
    }
    return this;
  }

  private static void require(boolean met, String field, String rule, List<Refusal.Violation> broken) {
    if (!met) {
      broken.add(new Refusal.Violation(field, rule));
    }
  }
}
