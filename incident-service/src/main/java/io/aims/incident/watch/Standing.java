package io.aims.incident.watch;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.aims.incident.signal.SignalStatus;

/**
 * A signal as it stands after all that has been heard of it.
 *
 * @param status what its monitor said last; null before the first statement
 * @param episode when the present or last firing began, as the monitor says
 * @param changedAt when the last change was heard
 * @param firingSince when the firing was heard first; stays while it flaps, null when it is over
 * @param changes the times of its changes that still count for flapping
 * @param skewed whether the monitor's clock is ahead of ours
 * @param unheard whether its episode was over before it was heard to fire at all
 */
record Standing(@Nullable SignalStatus status, @Nullable Instant episode, @Nullable UUID lastDelivery,
    @Nullable Instant changedAt, @Nullable Instant firingSince, List<Instant> changes, boolean flapping,
    boolean skewed, boolean unheard) {
  static final Standing UNHEARD = new Standing(null, null, null, null, null, List.of(), false, false,
      false);

  Standing {
    changes = List.copyOf(changes);
  }

  boolean resolved() {
    return status == SignalStatus.RESOLVED;
  }
}
