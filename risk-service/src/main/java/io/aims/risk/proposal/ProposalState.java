package io.aims.risk.proposal;

import java.util.Locale;
import java.util.Set;

/** Whether somebody has decided upon a proposal; either decision is final. */
enum ProposalState {
  OPEN, ACCEPTED, DECLINED;

  /** As a query writes it, in any case. */
  static ProposalState fromString(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }

  /** The commands that are possible now, as their sub-resources are named. */
  Set<String> commands() {
    return switch (this) {
      case OPEN -> Set.of("acceptance", "decline");
      case ACCEPTED, DECLINED -> Set.of();
    };
  }
}
