package io.aims.audit.pack;

import java.io.Serial;

import org.jspecify.annotations.Nullable;

/** Ends an inspection at the first thing that is wrong. */
final class Rejection extends Exception {
  @Serial
  private static final long serialVersionUID = 1L;

  private final transient Verdict.Rejected verdict;

  Rejection(Verdict.Reason reason, @Nullable EntryLine entry, String message) {
    super(message, null, false, false);
    this.verdict = new Verdict.Rejected(reason, entry, message);
  }

  Verdict.Rejected verdict() {
    return verdict;
  }
}
