package io.aims.incident.hooks;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.aims.incident.authenticity.Verdict;
import io.aims.incident.signal.answer.Outcome;

/** Whether the sender of a delivery may send it. */
sealed interface Admission {

  /**
   * @param credentialId what the sender has shown; null when it has signed in
   * @param replay what would show this delivery to be sent again; null when the sender signs nothing that would
   */
  record Admitted(@Nullable UUID credentialId, Verdict.@Nullable Replay replay) implements Admission {}

  /** @param reason a stable name of the reason */
  record TurnedAway(Outcome outcome, String reason) implements Admission {}
}
