package io.aims.incident.watch;

import java.time.Duration;

/**
 * How the signals of a source are listened to.
 *
 * @param holdDown how long a signal has to fire before it opens an incident
 * @param flapsAt how many changes within {@code flapWindow} make it flapping
 * @param calmAt how few changes within {@code flapWindow} end that; fewer than {@code flapsAt}, so that it does not
 *   flicker between flapping and calm as well
 */
public record Rules(Duration holdDown, int flapsAt, int calmAt, Duration flapWindow) {
  /** Without rules of its own a source is believed at once. */
  static final Rules USUAL = new Rules(Duration.ZERO, 6, 2, Duration.ofHours(1));
}
