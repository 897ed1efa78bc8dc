package io.aims.incident.signal.vendor;

import io.aims.incident.signal.Reading;
import io.aims.incident.signal.Reading.Rejected;
import io.aims.incident.signal.Reading.Rejection;
import io.aims.incident.signal.Reading.Understood;
import io.aims.incident.signal.Signal;

/** What one delivery may hold, so that a single one can't keep the service busy. */
final class Bounds {
  private static final int SIGNALS = 10_000;
  private static final int LABELS = 128;
  private static final int LABEL = 4096;

  private Bounds() {}

  /** The same, or why it is too much; then nothing of it is processed. */
  static Reading within(Understood understood) {
    if (understood.signals().size() + understood.modelEvents().size() > SIGNALS) {
      return new Rejected(Rejection.TOO_MANY_SIGNALS);
    }
    for (var signal : understood.signals()) {
      if (signal.identity().size() > LABELS) {
        return new Rejected(Rejection.TOO_MANY_LABELS);
      }
      if (tooLong(signal)) {
        return new Rejected(Rejection.LABEL_TOO_LONG);
      }
    }
    return understood;
  }

  private static boolean tooLong(Signal signal) {
    return signal.identity()
        .entrySet()
        .stream()
        .anyMatch(label -> label.getKey().length() > LABEL || label.getValue().length() > LABEL);
  }
}
