package io.aims.incident.incident;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Settings of incidents. */
@ConfigMapping(prefix = "aims.incidents")
interface IncidentConfig {
  /** How long people can re-open what was closed or dismissed. */
  @WithDefault("14D")
  Duration reopenWithin();

  /** How long after its closing an incident that happens again is a recurrence. */
  @WithDefault("30D")
  Duration recurrenceWithin();
}
