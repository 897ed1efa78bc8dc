package io.aims.platform.inbox;

import io.aims.platform.refusal.Faults;
import io.aims.platform.refusal.Refusal;

/** Why an event failed, in words that an operator can be shown: our own, or none of our inside. */
final class Causes {
  static final String VERSION_REUSED = "The version was reused: another event with this version has been taken in.";
  private static final int LONGEST = 1000;

  private Causes() {}

  static String words(Throwable cause) {
    var words = switch (cause) {
      case ReceivedEvent.Poison poison -> poison.getMessage();
      case Postponed later -> later.getMessage();
      case Refusal refusal -> refusal.getMessage();
      default -> "An unexpected fault; the log of the service says which.";
    };
    return words.substring(0, Math.min(words.length(), LONGEST)).replace('\0', ' ');
  }

  /** Whether the same attempt can succeed a moment later without anybody changing anything. */
  static boolean passes(Throwable fault) {
    return fault instanceof Refusal.Stale || fault instanceof Refusal.NotReady || Faults.transientFault(fault);
  }

  /** Whether another attempt right now can't end differently. */
  static boolean isAnswer(Throwable fault) {
    return fault instanceof ReceivedEvent.Poison || fault instanceof Postponed;
  }
}
