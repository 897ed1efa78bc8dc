package io.aims.incident.watch;

import java.time.Duration;

import io.aims.incident.opening.OpeningRules;

/**
 * How the signals of a source are listened to.
 *
 * @param holdDown how long a signal has to fire before it opens an incident
 * @param flapsAt how many changes within {@code flapWindow} make it flapping
 * @param calmAt how few changes within {@code flapWindow} end that; fewer than {@code flapsAt}, so that it does not
 *   flicker between flapping and calm as well
 * @param opening which of them open an incident by themselves, where the organisation's rules don't fit
 */
public record Rules(Duration holdDown, int flapsAt, int calmAt, Duration flapWindow, OpeningRules opening) {
  /** Without rules of its own a source is believed at once. */
  static final Rules USUAL = new Rules(Duration.ZERO, 6, 2, Duration.ofHours(1), OpeningRules.NONE);
}
