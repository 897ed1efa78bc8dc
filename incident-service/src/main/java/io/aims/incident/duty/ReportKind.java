package io.aims.incident.duty;

/** What is handed in. Whoever may begin with an incomplete report says so by {@link #mayBeIncomplete()}. */
public enum ReportKind {
  NOTICE, EARLY_WARNING, INITIAL, NOTIFICATION, INTERMEDIATE, FINAL;

  /** A first report goes out with what is known (EU AI Act Art. 73(5), GDPR Art. 33(4), NIS2 Art. 23(4)); the last one is whole. */
  public boolean mayBeIncomplete() {
    return this != FINAL;
  }
}
