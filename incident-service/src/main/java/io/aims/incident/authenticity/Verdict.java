package io.aims.incident.authenticity;

import java.time.Instant;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/** What a look at signature or credential has shown. */
public sealed interface Verdict {

  /** @param replay null when the sender signs nothing that would tell a replay */
  record Genuine(@Nullable Replay replay) implements Verdict {}

  record Doubtful(Doubt why) implements Verdict {}

  /**
   * Not to be told before something was fetched; then it is to be verified again.
   *
   * @param why the doubt that remains when it is not fetched
   * @param fetch never fails, and ends in time
   */
  record Pending(Doubt why, Supplier<? extends CompletionStage<?>> fetch) implements Verdict {}

  /**
   * What a recorded delivery would show again.
   *
   * @param key the same for the same delivery, covered by its signature
   * @param until after that it is refused for its age, so that nobody has to remember the key longer
   */
  record Replay(String key, Instant until) {}

  static Verdict genuine() {
    return new Genuine(null);
  }

  static Verdict doubtful(Doubt why) {
    return new Doubtful(why);
  }
}
